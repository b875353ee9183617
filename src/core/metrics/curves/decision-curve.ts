import { binaryRates } from '../rates.ts';
import type { BinaryScores } from '../scores.ts';
import { ThresholdIndex } from './threshold-index.ts';

/** Net benefit of three ways to act, at one threshold probability. */
export interface DecisionPoint {
  /** Probability from which one would act: says how many false alarms one more hit is worth. */
  readonly threshold: number;
  readonly model: number;
  readonly treatAll: number;
  readonly treatNone: 0;
}

/**
 * Decision curve (Vickers and Elkin 2006) at a `prevalence` that need not be that of the films: the model acts where its
 * probability reaches the threshold. Thresholds lie in [0, 1). Empty where a side has no films.
 */
export function decisionCurve(
  films: Pick<BinaryScores, 'truth' | 'scores'>,
  prevalence: number,
  thresholds: ArrayLike<number>,
): readonly DecisionPoint[] {
  const index = new ThresholdIndex(films);
  const { tp, fp } = index.atCut(index.cuts.length - 1);
  if (!tp || !fp) return [];
  return Array.from(thresholds, (threshold) => {
    const [sensitivity, specificity] = binaryRates(index.at(threshold));
    const odds = threshold / (1 - threshold);
    return {
      threshold,
      model: sensitivity * prevalence - (1 - specificity) * (1 - prevalence) * odds,
      treatAll: prevalence - (1 - prevalence) * odds,
      treatNone: 0,
    };
  });
}
