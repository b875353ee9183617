import { matchExpression, parseExpression } from './patient-expression.ts';
import { matchTable, parsePatientTable } from './patient-table.ts';
import type { PatientKeys } from './patients.ts';

/** How the user wants patients told: an expression, or a table with its text. */
export type PatientWish =
  | { readonly kind: 'expression'; readonly source: string }
  | { readonly kind: 'table'; readonly file: string; readonly text: string };

/** What came of a wish, for the page to show before it is taken. */
export interface PatientReading extends PatientKeys {
  readonly patients: number;
  /** Films that it says nothing of; each would be a patient of its own. */
  readonly untold: number;
  /** The first of them. */
  readonly firstUntold: string | null;
  /** The first film with what was read of it. */
  readonly example: { readonly path: string; readonly patient: string } | null;
  /** Rows of a table whose film is not there; null for an expression. */
  readonly spareRows: number | null;
}

/** Reads patients as the user wishes. Throws `expression-invalid`, `expression-no-group`, `table-unusable`. */
export function readPatients(wish: PatientWish, paths: readonly string[]): PatientReading {
  if (wish.kind === 'expression') {
    const keys = matchExpression(parseExpression(wish.source), paths);
    return toReading({ rule: wish, keys }, paths, null);
  }
  const { keys, spareRows } = matchTable(parsePatientTable(wish.text), paths);
  return toReading({ rule: { kind: 'table', file: wish.file }, keys }, paths, spareRows);
}

function toReading({ rule, keys }: PatientKeys, paths: readonly string[], spareRows: number | null): PatientReading {
  const untold = keys.filter((key) => key === null).length;
  const told = keys.findIndex((key) => key !== null);
  return {
    rule,
    keys,
    patients: new Set(keys.filter((key) => key !== null)).size + untold,
    untold,
    firstUntold: paths[keys.indexOf(null)] ?? null,
    example: told < 0 ? null : { path: paths[told] as string, patient: keys[told] as string },
    spareRows,
  };
}
