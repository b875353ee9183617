import { type FilmFacts, isRead } from '../facts.ts';
import type { DatasetIndex } from '../types.ts';

/** Films that a classifier on file facts reads at most for one question: more would make its figure slower, not truer. */
const MOST_FILMS = 20_000;

/**
 * The readable films of a split (by its code); of a very large one every n-th patient's, so that `questions` questions about
 * them take seconds.
 */
export function filmsToCompare(
  index: Pick<DatasetIndex, 'splits' | 'patients'>,
  facts: FilmFacts,
  split: number,
  questions: number,
): Uint32Array {
  const readable = Uint32Array.from(index.splits.keys()).filter(
    (film) => index.splits[film] === split && isRead(facts, film),
  );
  const every = Math.ceil((readable.length * questions) / MOST_FILMS);
  return every <= 1 ? readable : readable.filter((film) => (index.patients[film] as number) % every === 0);
}
