import { type FilmFacts, isRead } from '../facts.ts';
import type { DatasetIndex } from '../types.ts';
import { describeCopies } from './copies.ts';
import { joinPairs } from './grouping.ts';
import { isBlank } from './looks.ts';
import { LEAST_CORRELATION, MOST_BITS, nearPairs } from './near-pairs.ts';
import type { Finding } from './types.ts';

/** Nothing was found, but not all was looked at. */
const TOO_MUCH_ALIKE: Finding = {
  code: 'near-duplicates',
  severity: 'info',
  numbers: { groups: 0, films: 0, pairs: 0, bits: MOST_BITS, correlation: LEAST_CORRELATION, unfinished: 1 },
  names: {},
  films: [],
  groups: [],
  action: null,
  leaveOut: [],
};

/**
 * Films that show the same picture in files that differ: compressed again, scaled, in another format. Blank films look all
 * the same and are left to their own finding; of byte-identical ones the first stands for all.
 */
export function nearDuplicates(
  index: DatasetIndex,
  facts: FilmFacts,
  identical: readonly (readonly number[])[],
): Finding | null {
  const repeated = new Set(identical.flatMap((group) => group.slice(1)));
  const films = Uint32Array.from(index.paths.keys()).filter(
    (film) => isRead(facts, film) && !isBlank(facts, film) && !repeated.has(film),
  );
  const { pairs, isWhole } = nearPairs(facts, films);
  if (pairs.length === 0) return isWhole ? null : TOO_MUCH_ALIKE;
  const copies = describeCopies(index, joinPairs(pairs));
  const samePatient = pairs.filter(([a, b]) => index.patients[a] === index.patients[b]).length;
  const numbers = {
    ...copies.numbers,
    pairs: pairs.length,
    samePatient,
    bits: MOST_BITS,
    correlation: LEAST_CORRELATION,
    unfinished: isWhole ? 0 : 1,
  };
  return { code: 'near-duplicates', names: {}, ...copies, numbers };
}
