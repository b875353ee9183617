import type { BinaryScores } from './scores.ts';

/** Films from the highest score to the lowest, made once; equal scores stand together. */
export interface Ranking {
  /** Film at each place, `[films]`. */
  readonly order: Uint32Array;
  /** Its truth, `[films]`. */
  readonly truth: Uint8Array;
  /** 1 at the last place of each run of equal scores, `[films]`. */
  readonly last: Uint8Array;
}

/** Sorts films by falling score; scores must be numbers. */
export function rank({ truth, scores }: Pick<BinaryScores, 'truth' | 'scores'>): Ranking {
  const order = Uint32Array.from(scores, (_, film) => film).sort(
    (a, b) => (scores[b] as number) - (scores[a] as number),
  );
  return {
    order,
    truth: Uint8Array.from(order, (film) => truth[film] as number),
    last: Uint8Array.from(order, (film, i) => {
      const next = order[i + 1];
      return next === undefined || scores[next] !== scores[film] ? 1 : 0;
    }),
  };
}

/**
 * Area under the ROC curve (pairs in order, ties half) and average precision (scikit-learn's step sum) of weighted films,
 * in one pass; NaN where a side has no weight.
 */
export function rankFigures({ order, truth, last }: Ranking, weights: Float64Array): { auc: number; ap: number } {
  let tp = 0;
  let fp = 0;
  let area = 0;
  let precision = 0;
  let positives = 0;
  let negatives = 0;
  for (let i = 0; i < order.length; i++) {
    const weight = weights[order[i] as number] as number;
    if (truth[i]) positives += weight;
    else negatives += weight;
    if (!last[i]) continue;
    area += negatives * (tp + positives / 2);
    tp += positives;
    fp += negatives;
    if (positives > 0) precision += (positives * tp) / (tp + fp);
    positives = 0;
    negatives = 0;
  }
  const bothSides = tp > 0 && fp > 0;
  return { auc: bothSides ? area / (tp * fp) : Number.NaN, ap: bothSides ? precision / tp : Number.NaN };
}

/** Weight of positives and negatives at or above each distinct score, from the highest to the lowest. */
export function walk(
  { order, truth, last }: Ranking,
  weights: Float64Array,
  visit: (tp: number, fp: number) => void,
): void {
  let tp = 0;
  let fp = 0;
  for (let i = 0; i < order.length; i++) {
    const weight = weights[order[i] as number] as number;
    if (truth[i]) tp += weight;
    else fp += weight;
    if (last[i]) visit(tp, fp);
  }
}
