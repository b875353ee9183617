import type { Figure, Missing } from '../figure.ts';
import { binaryRates } from '../rates.ts';
import { against, type BinaryScores, problemOf, type Scores } from '../scores.ts';
import { ThresholdIndex } from './threshold-index.ts';

/** Fewest films of each class in validation for a threshold or a temperature to be fitted there. */
export const FEWEST_FILMS = 50;
/** Sensitivity of 'screening' and specificity of 'rule-in' that validation must reach. */
const AIM = 0.95;

/** Thresholds fixed on validation; a film is positive from the threshold on. */
export interface OperatingPoints {
  /** Sensitivity of at least 95 %, and of these the highest specificity. */
  readonly screening: Figure;
  /** Highest sensitivity + specificity (Youden 1950); of equals the highest threshold. */
  readonly balanced: Figure;
  /** Specificity of at least 95 %, and of these the highest sensitivity. */
  readonly ruleIn: Figure;
}

/** Why nothing may be fitted on these films, or null. */
export function whyNotFit(validation: Scores): Missing | null {
  const { labels, classes } = validation;
  const films = new Uint32Array(classes);
  for (const label of labels) films[label] = (films[label] as number) + 1;
  const tooFew = films.some((count) => count < FEWEST_FILMS);
  return problemOf(validation) ?? (tooFew ? { reason: 'too-few-validation-films' } : null);
}

/** Operating points of the positive class, fixed on validation to be carried to other films; reasons where it is too small. */
export function fixOperatingPoints(validation: Scores): OperatingPoints {
  const refused = whyNotFit(validation);
  if (refused) return { screening: refused, balanced: refused, ruleIn: refused };
  return operatingPoints(against(validation, validation.positive));
}

/** Operating points of films with both classes, whatever their number. */
export function operatingPoints(films: Pick<BinaryScores, 'truth' | 'scores'>): OperatingPoints {
  const index = new ThresholdIndex(films);
  const points = Array.from(index.cuts, (threshold, place) => {
    const [sensitivity, specificity] = binaryRates(index.atCut(place));
    return { threshold, sensitivity, specificity };
  });
  const youden = points.map(({ sensitivity, specificity }) => sensitivity + specificity - 1);
  const best = Math.max(...youden);
  const screening = points.find(({ sensitivity }) => sensitivity >= AIM);
  const ruleIn = points.findLast(({ sensitivity, specificity }) => specificity >= AIM && sensitivity > 0);
  const balanced = best > 1e-12 ? points[youden.findIndex((value) => value >= best - 1e-12)] : undefined;
  return {
    screening: screening?.threshold ?? { reason: 'one-class' },
    balanced: balanced?.threshold ?? { reason: 'no-signal' },
    ruleIn: ruleIn?.threshold ?? { reason: 'out-of-reach' },
  };
}
