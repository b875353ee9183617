import type { AppError } from '../core/base/errors.ts';
import type { DatasetIndex, Split } from '../core/dataset/types.ts';
import type { RateDraws } from '../core/metrics/curves/prevalence-values.ts';
import { isMissing } from '../core/metrics/figure.ts';
import type { Judgement } from '../core/metrics/judge.ts';
import type { Scores } from '../core/metrics/scores.ts';
import type { GroupTable, SplitCurves, ValidationFit } from '../core/metrics/split-judgement.ts';
import type { TestResult } from '../core/report/model-record.ts';
import type { TestLook } from '../core/report/test-look.ts';
import type { EvaluationOutputs } from '../core/training/exchange.ts';

/** What may be judged: never the films the network learned from. */
export type JudgedSplit = Exclude<Split, 'train'>;
export type Weights = 'last' | 'best';

/** Where a film is called positive: at the larger probability, at a threshold fixed on validation, or at one of the user's. */
export type OperatingPoint =
  | { readonly kind: 'argmax' }
  | { readonly kind: 'screening' | 'balanced' | 'ruleIn'; readonly threshold: number }
  | { readonly kind: 'own'; readonly threshold: number };

/** Figures at one operating point. */
export interface Judged {
  readonly point: OperatingPoint;
  readonly judgement: Judgement;
  /** Null while they are being drawn. */
  readonly groups: readonly GroupTable[] | null;
  /** Of two classes, once they are drawn. */
  readonly rates: RateDraws | null;
}

/** The answers of the network in hand on one split, and what is known of them so far: what is null is being drawn. */
export interface Evaluation {
  readonly split: JudgedSplit;
  readonly weights: Weights;
  readonly outputs: EvaluationOutputs;
  /** The films, with the patients by which the network's run divided them. */
  readonly index: DatasetIndex;
  /** At the larger probability, without intervals; there at once. */
  readonly result: TestResult;
  readonly scores: Scores;
  /** Of the newest operating point that is done; the figures of the one before stay until then. */
  readonly judged: Judged | null;
  readonly curves: SplitCurves | null;
  /** Why the figures could not be drawn. */
  readonly failure: AppError | null;
}

/** Everything the evaluate screen knows of the network in hand. */
export interface Evaluations {
  readonly list: readonly Evaluation[];
  /** As it was chosen; where it was fixed on validation, each of the weights have a threshold of their own: see `pointFor`. */
  readonly point: OperatingPoint;
  /** What is fixed on validation, by weights; absent until validation was judged. */
  readonly fits: Readonly<Partial<Record<Weights, ValidationFit>>>;
  /** The temperature in use, and for which weights it was fitted; null where probabilities are taken as given. */
  readonly calibrated: { readonly temperature: number; readonly weights: Weights } | null;
  /** Looks at the test set with this network and these films; null until they were read. */
  readonly looks: readonly TestLook[] | null;
}

const ARGMAX: OperatingPoint = { kind: 'argmax' };

/** Nothing judged yet: of another network, or on other films. */
export const NO_EVALUATIONS: Evaluations = { list: [], point: ARGMAX, fits: {}, calibrated: null, looks: null };

/** The evaluation of a split with these weights, or null. */
export function evaluationOf({ list }: Evaluations, split: JudgedSplit, weights: Weights): Evaluation | null {
  return list.find((one) => one.split === split && one.weights === weights) ?? null;
}

/** `evaluations` with one just made as the last, in place of an earlier one of its split and weights. */
export function withEvaluation(evaluations: Evaluations, evaluation: Evaluation): Evaluations {
  const others = evaluations.list.filter((one) => !isOfSame(one, evaluation));
  return { ...evaluations, list: [...others, evaluation] };
}

/** `evaluations` with `part` of that evaluation changed where it stands: the last stays the one that was asked for last. */
export function withPart(
  evaluations: Evaluations,
  of: Pick<Evaluation, 'split' | 'weights'>,
  part: Partial<Evaluation>,
): Evaluations {
  return { ...evaluations, list: evaluations.list.map((one) => (isOfSame(one, of) ? { ...one, ...part } : one)) };
}

function isOfSame(a: Pick<Evaluation, 'split' | 'weights'>, b: Pick<Evaluation, 'split' | 'weights'>): boolean {
  return a.split === b.split && a.weights === b.weights;
}

/** The operating point in use for answers with these weights: what was fixed on validation was fixed for one of them. */
export function pointFor({ point, fits }: Pick<Evaluations, 'point' | 'fits'>, weights: Weights): OperatingPoint {
  if (point.kind === 'argmax' || point.kind === 'own') return point;
  const threshold = fits[weights]?.points[point.kind];
  return threshold === undefined || isMissing(threshold) ? ARGMAX : { kind: point.kind, threshold };
}

/** Whether the figures of an evaluation are those at the operating point in use. */
export function isJudgedNow({ judged, weights }: Evaluation, evaluations: Evaluations): boolean {
  const point = pointFor(evaluations, weights);
  return judged !== null && judged.point.kind === point.kind && thresholdOf(judged.point) === thresholdOf(point);
}

/** The threshold of an operating point; null for the larger probability. */
export function thresholdOf(point: OperatingPoint): number | null {
  return point.kind === 'argmax' ? null : point.threshold;
}
