import type { Interval, Missing } from './figure.ts';
import { Z95 } from './normal.ts';
import type { BinaryScores } from './scores.ts';

/** How each film places itself among those of the other side: what DeLong's variance is made of. */
export interface Placements {
  readonly auc: number;
  /** For each positive, the share of negatives below it, ties half. */
  readonly positives: Float64Array;
  /** For each negative, the share of positives above it, ties half. */
  readonly negatives: Float64Array;
}

/** Placements by mid-ranks (Sun and Xu 2014); null where a side is empty. */
export function placements({ truth, scores }: Pick<BinaryScores, 'truth' | 'scores'>): Placements | null {
  const own = (side: number) => scores.filter((_, film) => truth[film] === side);
  const above = own(1);
  const below = own(0);
  if (!above.length || !below.length) return null;
  const sortedAbove = above.slice().sort();
  const sortedBelow = below.slice().sort();
  const positives = above.map((score) => shareBelow(sortedBelow, score));
  const negatives = below.map((score) => 1 - shareBelow(sortedAbove, score));
  return { auc: mean(positives), positives, negatives };
}

/**
 * 95 % interval of the AUC after DeLong (1988), on the logit scale, so that it stays between 0 and 1 (Pepe 2003, 5.2.4).
 * It takes films for independent.
 */
export function delongInterval(films: Pick<BinaryScores, 'truth' | 'scores'>): Interval | Missing {
  const placed = placements(films);
  if (!placed) return { reason: 'one-class' };
  const variance = delongVariance(placed, placed);
  if (Number.isNaN(variance)) return { reason: 'few-films' };
  const { auc } = placed;
  if (variance <= 0 || auc <= 0 || auc >= 1) return { reason: 'no-variation' };
  const centre = Math.log(auc / (1 - auc));
  const spread = (Z95 * Math.sqrt(variance)) / (auc * (1 - auc));
  return { low: sigmoid(centre - spread), high: sigmoid(centre + spread) };
}

/** DeLong's covariance of two AUCs on the same films (of one with itself: its variance); NaN with fewer than two films on a side. */
export function delongVariance(a: Placements, b: Placements): number {
  return (
    covariance(a.positives, b.positives) / a.positives.length +
    covariance(a.negatives, b.negatives) / a.negatives.length
  );
}

/** 1 / (1 + e^-x). */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Share of `sorted` below `score`, equals half. */
function shareBelow(sorted: Float64Array, score: number): number {
  return (countBelow(sorted, score, false) + countBelow(sorted, score, true)) / (2 * sorted.length);
}

/** How many of rising `sorted` are below `score`, or, with `orEqual`, not above it. */
function countBelow(sorted: Float64Array, score: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle] as number;
    if (value < score || (orEqual && value === score)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function covariance(a: Float64Array, b: Float64Array): number {
  const meanA = mean(a);
  const meanB = mean(b);
  let sum = 0;
  a.forEach((value, i) => {
    sum += (value - meanA) * ((b[i] as number) - meanB);
  });
  return sum / (a.length - 1);
}
