import type { Comparison } from '../core/metrics/comparison/compare.ts';
import { isMissing, type Missing } from '../core/metrics/figure.ts';
import { type KeptAnswers, scoresOf } from '../core/report/kept-answers.ts';
import { readAnswers } from '../storage/answers.ts';
import type { JudgeApi } from '../workers/protocol.ts';
import type { OperatingPoint } from './evaluations.ts';

/** Where two networks can be compared: a threshold moved by hand belongs to one network alone. */
export type ComparedPoint = Exclude<OperatingPoint['kind'], 'own'>;

/** Two networks on the same films. */
export interface Compared {
  readonly comparison: Comparison;
  readonly point: ComparedPoint;
  /** Of the first and the second network; null: the likeliest class. */
  readonly thresholds: readonly [number | null, number | null];
}

type Pair<T> = readonly [T, T];

/** Compares the second network of a pair with the first, each at its own threshold; or why they cannot be compared so. */
export async function comparePair(
  judge: Pick<JudgeApi, 'compare' | 'fit'>,
  [first, second]: Pair<KeptAnswers>,
  point: ComparedPoint,
  signal: AbortSignal,
): Promise<Compared | Missing> {
  const thresholds = [await thresholdOf(judge, first, point), await thresholdOf(judge, second, point)] as const;
  const [a, b] = thresholds;
  if (a !== null && isMissing(a)) return a;
  if (b !== null && isMissing(b)) return b;
  signal.throwIfAborted();
  const contender = (kept: KeptAnswers, threshold: number | null) => ({ scores: scoresOf(kept), threshold });
  const comparison = await judge.compare(contender(first, a), contender(second, b), signal);
  return isMissing(comparison) ? comparison : { comparison, point, thresholds: [a, b] };
}

/** Fixed anew on what the network answered on its own validation films: the same films give the same threshold. */
async function thresholdOf(
  judge: Pick<JudgeApi, 'fit'>,
  { network, weights, fingerprint }: KeptAnswers,
  point: ComparedPoint,
): Promise<number | Missing | null> {
  if (point === 'argmax') return null;
  const kept = await readAnswers(fingerprint, 'validation').catch(() => []);
  const own = kept.find((one) => one.network === network && one.weights === weights);
  return own ? (await judge.fit(scoresOf(own))).points[point] : { reason: 'not-fixed' };
}
