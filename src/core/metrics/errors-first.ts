import { decide, type Scores } from './scores.ts';

/** Which films a reader wants to see first. */
export const ERROR_FILTERS = [
  'all',
  'wrong',
  'falsePositive',
  'falseNegative',
  'leastCertain',
  'suspectLabel',
] as const;
export type ErrorFilter = (typeof ERROR_FILTERS)[number];

/**
 * The films of a split that `filter` lets through, as places in `scores`: least certain by the gap that decided, suspect
 * labels by how far the answer beats the label, all others by loss, highest first. `threshold` as in `decide`.
 */
export function rankFilms(scores: Scores, filter: ErrorFilter, threshold: number | null): number[] {
  const all = Array.from(scores.labels, (_, film) => film);
  const byLoss = (films: number[]) => sorted(films, (film) => -(scores.losses[film] as number));
  switch (filter) {
    case 'all':
      return byLoss(all);
    case 'leastCertain':
      return sorted(all, (film) => gapOf(scores, film, threshold));
    case 'suspectLabel': {
      const doubts = labelDoubts(scores);
      const suspects = all.filter((film) => (doubts[film] as number) > 0);
      return sorted(suspects, (film) => -(doubts[film] as number));
    }
    case 'falseNegative':
    case 'falsePositive':
    case 'wrong': {
      const decided = decide(scores, threshold);
      return byLoss(all.filter((film) => isError(filter, [scores.labels[film], decided[film]], scores.positive)));
    }
  }
}

type Pair = readonly [truth: number | undefined, answer: number | undefined];

function isError(
  filter: 'wrong' | 'falsePositive' | 'falseNegative',
  [truth, answer]: Pair,
  positive: number,
): boolean {
  if (filter === 'wrong') return truth !== answer;
  return filter === 'falsePositive'
    ? truth !== positive && answer === positive
    : truth === positive && answer !== positive;
}

/** How much the film's probability must move to be called otherwise. */
function gapOf({ probabilities, classes, positive }: Scores, film: number, threshold: number | null): number {
  const row = probabilities.subarray(film * classes, (film + 1) * classes);
  if (threshold !== null && classes === 2) return Math.abs((row[positive] as number) - threshold);
  const [first = 0, second = 0] = [...row].sort((a, b) => b - a);
  return first - second;
}

/**
 * By how much another class's probability beats the label's, where it is at least what films labelled so get on average;
 * zero elsewhere: confident learning (Northcutt 2021). Only for films that the network has not learned from.
 */
function labelDoubts({ labels, probabilities, classes }: Scores): Float64Array {
  const usual = usualConfidence({ labels, probabilities, classes });
  return Float64Array.from(labels, (label, film) => {
    const row = probabilities.subarray(film * classes, (film + 1) * classes);
    const doubts = Array.from(row, (p, c) =>
      c !== label && p >= (usual[c] as number) ? p - (row[label] as number) : 0,
    );
    return Math.max(0, ...doubts);
  });
}

/** Mean probability that films of each class get for it; a class without films is never suspected. */
function usualConfidence({ labels, probabilities, classes }: Pick<Scores, 'labels' | 'probabilities' | 'classes'>) {
  const sums = new Float64Array(classes);
  const counts = new Uint32Array(classes);
  labels.forEach((label, film) => {
    sums[label] = (sums[label] as number) + (probabilities[film * classes + label] as number);
    counts[label] = (counts[label] as number) + 1;
  });
  return sums.map((sum, label) => (counts[label] ? sum / counts[label] : Number.POSITIVE_INFINITY));
}

/** Equal ones in the order of the split. */
function sorted(films: number[], key: (film: number) => number): number[] {
  return films.sort((a, b) => key(a) - key(b) || a - b);
}

/** The class whose evidence is shown for each film: the one it is called, or the likeliest class where it is called none. */
export function shownClasses(scores: Scores, threshold: number | null): Uint8Array {
  const { probabilities, classes } = scores;
  return decide(scores, threshold).map((answer, film) => {
    if (answer < classes) return answer;
    const row = probabilities.subarray(film * classes, (film + 1) * classes);
    return row.indexOf(row.reduce((a, b) => Math.max(a, b), 0));
  });
}
