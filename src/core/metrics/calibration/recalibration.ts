import { sigmoid } from '../delong.ts';
import { countPatients } from '../draws.ts';
import type { Figure, Interval, Missing } from '../figure.ts';
import { FEWEST_PATIENTS } from '../interval.ts';
import { Z95 } from '../normal.ts';
import { logitsAgainstRest, problemOf, type Scores } from '../scores.ts';

/** A fitted number with its 95 % interval (normal, errors robust to films of one patient). */
export interface Fitted {
  readonly value: Figure;
  readonly error: Figure;
  readonly interval: Interval | Missing;
}

/** Logistic recalibration of the positive class (Cox 1958; Van Calster et al. 2016). */
export interface Recalibration {
  /** Calibration in the large: 0 is right, above 0 the probabilities are too low. The slope is held at 1. */
  readonly intercept: Fitted;
  /** 1 is right, below 1 the probabilities are too extreme. */
  readonly slope: Fitted;
}

/** One regression: events, what is fitted (columns), and what is added unfitted. */
interface Design {
  readonly events: Uint8Array;
  readonly logits: Float64Array;
  readonly clusters: Int32Array;
  /** Whether the slope is fitted beside the intercept; else the logits stand as offset. */
  readonly withSlope: boolean;
}

/** Intercept and slope of the positive class against the rest, on the films that are judged. */
export function recalibrationOf(scores: Scores): Recalibration {
  const { labels, clusters, positive } = scores;
  const events = labels.map((label) => (label === positive ? 1 : 0));
  const problem = problemOf(scores) ?? (events.every((event) => event === events[0]) ? missing('one-class') : null);
  if (problem) return { intercept: notFitted(problem), slope: notFitted(problem) };
  const logits = logitsAgainstRest(scores, positive);
  const design = { events, logits, clusters };
  const noSlope = whyNoSlope(events, logits);
  return {
    intercept: fitOne({ ...design, withSlope: false }, 0),
    slope: noSlope ? notFitted(noSlope) : fitOne({ ...design, withSlope: true }, 1),
  };
}

function missing(reason: Missing['reason']): Missing {
  return { reason };
}

function notFitted(reason: Missing): Fitted {
  return { value: reason, error: reason, interval: reason };
}

/** With one predictor the likelihood has no maximum exactly when a cut divides the classes, in either direction. */
function whyNoSlope(events: Uint8Array, logits: Float64Array): Missing | null {
  const range = (side: number) => {
    const own = logits.filter((_, film) => events[film] === side).sort();
    return { low: own[0] as number, high: own[own.length - 1] as number };
  };
  const ill = range(1);
  const well = range(0);
  if (Math.min(ill.low, well.low) === Math.max(ill.high, well.high)) return missing('no-variation');
  return well.high <= ill.low || ill.high <= well.low ? missing('separable') : null;
}

function fitOne(design: Design, place: 0 | 1): Fitted {
  const beta = maximise(design);
  if (!beta.every(Number.isFinite)) return notFitted(missing('separable'));
  const value = beta[place];
  const error = Math.sqrt(robustVariance(design, beta, place));
  const patients = countPatients(design.clusters);
  if (patients < 2 || !Number.isFinite(error)) return { ...notFitted(missing('few-patients')), value };
  const interval =
    patients < FEWEST_PATIENTS ? missing('few-patients') : { low: value - Z95 * error, high: value + Z95 * error };
  return { value, error, interval };
}

/** Newton's method with halved steps where the likelihood would fall; the log likelihood is concave. */
function maximise(design: Design): [number, number] {
  let beta: [number, number] = [0, design.withSlope ? 0 : 1];
  let likelihood = logLikelihood(design, beta);
  for (let round = 0; round < 200; round++) {
    const { score, information } = derivatives(design, beta);
    const [da, db] = product(inverse(information), score);
    let step = 1;
    let next: [number, number] = [beta[0] + da, beta[1] + db];
    while (step > 1e-6 && !(logLikelihood(design, next) >= likelihood - 1e-12)) {
      step /= 2;
      next = [beta[0] + step * da, beta[1] + step * db];
    }
    beta = next;
    likelihood = logLikelihood(design, beta);
    if (Math.abs(da) + Math.abs(db) < 1e-13 * (1 + Math.abs(beta[0]) + Math.abs(beta[1]))) break;
  }
  return beta;
}

function logLikelihood({ events, logits }: Design, [a, b]: [number, number]): number {
  let sum = 0;
  for (let film = 0; film < events.length; film++) {
    const eta = a + b * (logits[film] as number);
    const signed = events[film] ? eta : -eta;
    sum -= Math.max(-signed, 0) + Math.log1p(Math.exp(-Math.abs(signed)));
  }
  return sum;
}

/** A symmetric 2 × 2 matrix as [aa, ab, bb]; without slope only aa counts. */
type Symmetric = [number, number, number];

function derivatives({ events, logits, withSlope }: Design, [a, b]: [number, number]) {
  const score: [number, number] = [0, 0];
  const information: Symmetric = [0, 0, withSlope ? 0 : 1];
  for (let film = 0; film < events.length; film++) {
    const x = logits[film] as number;
    const p = sigmoid(a + b * x);
    const residual = (events[film] as number) - p;
    const weight = p * (1 - p);
    score[0] += residual;
    information[0] += weight;
    if (!withSlope) continue;
    score[1] += residual * x;
    information[1] += weight * x;
    information[2] += weight * x * x;
  }
  return { score, information };
}

function inverse([aa, ab, bb]: Symmetric): Symmetric {
  const determinant = aa * bb - ab * ab;
  return [bb / determinant, -ab / determinant, aa / determinant];
}

function product([aa, ab, bb]: Symmetric, [x, y]: readonly [number, number]): [number, number] {
  return [aa * x + ab * y, ab * x + bb * y];
}

/** Sandwich variance by patient with the usual correction G/(G−1) · (n−1)/(n−k) (statsmodels' `cov_type='cluster'`). */
function robustVariance(design: Design, beta: [number, number], place: 0 | 1): number {
  const { events, logits, clusters, withSlope } = design;
  const byPatient = new Map<number, [number, number]>();
  events.forEach((event, film) => {
    const x = logits[film] as number;
    const residual = event - sigmoid(beta[0] + beta[1] * x);
    const sums = byPatient.get(clusters[film] as number) ?? [0, 0];
    sums[0] += residual;
    sums[1] += withSlope ? residual * x : 0;
    byPatient.set(clusters[film] as number, sums);
  });
  const bread = inverse(derivatives(design, beta).information);
  let variance = 0;
  for (const sums of byPatient.values()) variance += product(bread, sums)[place] ** 2;
  const groups = byPatient.size;
  const films = events.length;
  return (variance * groups * (films - 1)) / ((groups - 1) * (films - (withSlope ? 2 : 1)));
}
