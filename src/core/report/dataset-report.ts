import { countFilms, countPatients, divideSplits } from '../dataset/plan.ts';
import { type DatasetIndex, PATHOGENS, SPLITS, type Split } from '../dataset/types.ts';
import type { SplitPlan } from '../training/config.ts';
import type { ReportData, ReportDivision, ReportFinding } from './evaluation-report.ts';

/** Films per split and pathogen. */
type PathogenCounts = Readonly<Record<Split, Readonly<Record<string, number>>>>;

/** What the page knows of a set of films, as data: counts, the plan, findings and times; no film by name. */
export interface DatasetReport {
  readonly version: 1;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly data: ReportData & { readonly pathogens: PathogenCounts };
  readonly division: ReportDivision & { readonly pathogens: PathogenCounts };
  readonly findings: readonly ReportFinding[];
  /** Whether every film was tried and compared. */
  readonly complete: boolean;
  /** Null where it was not done. */
  readonly seconds: { readonly index: number | null; readonly decode: number | null };
}

/** The films as they were given, in counts; no name but that of the set. */
export function describeFilms(index: DatasetIndex): ReportData {
  const { name, source, layout, classNames, fingerprint, namesUnderstood, patientRule, ignored } = index;
  const reasons: Record<string, number> = {};
  for (const { reason } of ignored) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return {
    ...{ name, source, layout, classNames, fingerprint, namesUnderstood },
    patientRule: patientRule.kind,
    films: countFilms(index.splits, index.labels, classNames.length),
    patients: countPatients(index.splits, index.patients),
    ignored: reasons,
  };
}

/** What a plan makes of the films that could be read. */
export function describeDivision(
  index: DatasetIndex,
  plan: SplitPlan,
  unread: readonly { readonly path: string }[],
): DatasetReport['division'] {
  const codes = divideSplits(index, plan);
  const places = new Map(index.paths.map((path, sample) => [path, sample]));
  const failed = new Set(unread.flatMap(({ path }) => places.get(path) ?? []));
  return {
    plan,
    films: countFilms(codes, index.labels, index.classNames.length, failed),
    patients: countPatients(codes, index.patients, failed),
    pathogens: countPathogens(codes, index.pathogens, failed),
  };
}

/** Films of each split by what their names say made them ill; `unknown` stands for names that say nothing. */
export function countPathogens(
  codes: Uint8Array,
  pathogens: Uint8Array,
  failed: ReadonlySet<number> = new Set(),
): PathogenCounts {
  const count = (split: number) =>
    Object.fromEntries(
      PATHOGENS.map((name, code) => [
        name,
        codes.filter((own, sample) => own === split && pathogens[sample] === code && !failed.has(sample)).length,
      ]),
    );
  return Object.fromEntries(SPLITS.map((split, code) => [split, count(code)])) as unknown as PathogenCounts;
}
