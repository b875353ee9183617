import type { DatasetIndex, Ignored, IgnoredReason } from '../../core/dataset/types.ts';
import { SPLITS } from '../../core/dataset/types.ts';

/** What the data screen shows of one split; columns by label. */
export interface SplitFacts {
  readonly films: readonly number[];
  readonly total: number;
  readonly patients: number;
  /** Sample numbers of the first films of each class. */
  readonly first: readonly (readonly number[])[];
}

/** As many films of each class and split as the paper shows. */
const FIRST_FILMS = 3;

/** Counts and first films of the three splits, in one pass over the columns. */
export function splitFacts(index: DatasetIndex): readonly SplitFacts[] {
  const facts = SPLITS.map(() => ({
    films: index.classNames.map(() => 0),
    total: 0,
    patients: new Set<number>(),
    first: index.classNames.map((): number[] => []),
  }));
  index.labels.forEach((label, sample) => {
    const split = facts[index.splits[sample] as number];
    const first = split?.first[label];
    if (!split || !first) return;
    split.films[label] = (split.films[label] ?? 0) + 1;
    split.total++;
    split.patients.add(index.patients[sample] as number);
    if (first.length < FIRST_FILMS) first.push(sample);
  });
  return facts.map((split) => ({ ...split, patients: split.patients.size }));
}

/** Ignored entries by their reason, the most frequent first. */
export function ignoredByReason(ignored: readonly Ignored[]): readonly [IgnoredReason, readonly string[]][] {
  const groups = new Map<IgnoredReason, string[]>();
  for (const { reason, path } of ignored) {
    const paths = groups.get(reason);
    if (paths) paths.push(path);
    else groups.set(reason, [path]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}
