import { type Ranking, rank, walk } from '../ranking.ts';
import type { BinaryScores } from '../scores.ts';

/** Points of a ROC curve from (0, 0) on, all distinct thresholds kept; NaN rates where a side is empty. */
export interface RocCurve {
  readonly fpr: Float64Array;
  readonly tpr: Float64Array;
  /** `p ≥ threshold` is positive; infinite at the first point. */
  readonly thresholds: Float64Array;
}

/** Points of a precision-recall curve by rising threshold, closed by (recall 0, precision 1), which has no threshold. */
export interface PrCurve {
  readonly precision: Float64Array;
  readonly recall: Float64Array;
  readonly thresholds: Float64Array;
}

/** scikit-learn's `roc_curve(drop_intermediate=False)`. */
export function rocCurve(films: Pick<BinaryScores, 'truth' | 'scores'>): RocCurve {
  const { tps, fps, thresholds } = cumulative(films);
  const positives = tps.at(-1) ?? 0;
  const negatives = fps.at(-1) ?? 0;
  return {
    fpr: Float64Array.from([0, ...fps], (count) => count / negatives),
    tpr: Float64Array.from([0, ...tps], (count) => count / positives),
    thresholds: Float64Array.from([Number.POSITIVE_INFINITY, ...thresholds]),
  };
}

/** scikit-learn's `precision_recall_curve(drop_intermediate=False)`. */
export function prCurve(films: Pick<BinaryScores, 'truth' | 'scores'>): PrCurve {
  const { tps, fps, thresholds } = cumulative(films);
  const positives = tps.at(-1) ?? 0;
  const precision = tps.map((tp, i) => tp / (tp + (fps[i] as number)));
  const recall = tps.map((tp) => tp / positives);
  return {
    precision: Float64Array.from([...precision.reverse(), 1]),
    recall: Float64Array.from([...recall.reverse(), 0]),
    thresholds: Float64Array.from(thresholds.reverse()),
  };
}

function cumulative(films: Pick<BinaryScores, 'truth' | 'scores'>) {
  const ranking: Ranking = rank(films);
  const tps: number[] = [];
  const fps: number[] = [];
  walk(ranking, new Float64Array(films.scores.length).fill(1), (tp, fp) => {
    tps.push(tp);
    fps.push(fp);
  });
  const ends = ranking.order.filter((_, i) => ranking.last[i]);
  return { tps, fps, thresholds: Array.from(ends, (film) => films.scores[film] as number) };
}
