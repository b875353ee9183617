import { ThresholdIndex } from '../../../core/metrics/curves/threshold-index.ts';
import type { BinaryCounts } from '../../../core/metrics/rates.ts';
import { against, type Scores } from '../../../core/metrics/scores.ts';
import { thinned } from '../../shared/chart/paths.ts';

/** One place of both curves. */
export interface CurvePlace {
  readonly threshold: number;
  readonly sensitivity: number;
  readonly falsePositiveRate: number;
  /** NaN where nothing is called positive. */
  readonly ppv: number;
}

/** The positive class of two as the panels need it: counted once, asked at every move of the slider. */
export interface BinaryView {
  readonly index: ThresholdIndex;
  readonly positives: number;
  readonly negatives: number;
  /** Places that a chart can show apart, by falling threshold. */
  readonly places: readonly CurvePlace[];
}

/** Finer than a pixel of a chart. */
const LEAST = 1 / 300;

/** What both curves and the slider are made of; null where one side has no films or a probability is no number. */
export function binaryView(scores: Scores): BinaryView | null {
  if (scores.classes !== 2 || scores.probabilities.some(Number.isNaN)) return null;
  const index = new ThresholdIndex(against(scores, scores.positive));
  const { tp: positives, fp: negatives } = index.atCut(index.cuts.length - 1);
  if (!positives || !negatives) return null;
  const all = Array.from(index.cuts, (threshold, place) => {
    const { tp, fp } = index.atCut(place);
    const at: CurvePlace = {
      threshold,
      sensitivity: tp / positives,
      falsePositiveRate: fp / negatives,
      ppv: tp / (tp + fp),
    };
    return { x: at.falsePositiveRate, y: at.sensitivity, at };
  });
  return { index, positives, negatives, places: thinned(all, LEAST).map(({ at }) => at) };
}

/** Counts of `positive` against the other class, from a matrix of truth by answer; answers beyond the classes are negative. */
export function countsOf(matrix: readonly (readonly number[])[], positive: number): BinaryCounts {
  const counts = { tp: 0, fn: 0, fp: 0, tn: 0 };
  matrix.forEach((row, truth) => {
    row.forEach((films, answer) => {
      if (truth === positive) counts[answer === positive ? 'tp' : 'fn'] += films;
      else counts[answer === positive ? 'fp' : 'tn'] += films;
    });
  });
  return counts;
}

/** The counts as a matrix, rows truth, columns answers, classes in their own order. */
export function matrixOf({ tp, fp, fn, tn }: BinaryCounts, positive: number): number[][] {
  const well = [tn, fp];
  const ill = [fn, tp];
  return positive === 1 ? [well, ill] : [ill.toReversed(), well.toReversed()];
}
