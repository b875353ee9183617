import { describe, expect, it } from 'vitest';
import { makeRng } from '../base/rng.ts';
import { compareRuns } from './comparison/compare.ts';
import { type Interval, isMissing, type Missing } from './figure.ts';
import { binaryScores, bootstrapCases } from './fixtures/judge.ts';
import { judge } from './judge.ts';

/** The figures of `intervals` and `differences`, in their order. */
const FIGURES = ['accuracy', 'sensitivity', 'specificity', 'auc', 'brier'];

/**
 * Whether an interval is the judge's up to Monte-Carlo error: a 2.5 % quantile of 2,000 draws has a standard error of 1.5 % of
 * the interval's width, of 6,000 draws 0.9 %; five of both together, and one film for shares, which move in steps.
 */
function agree(own: Interval | Missing | undefined, judged: readonly [number, number], step: number): boolean {
  if (!own || isMissing(own)) return false;
  const tolerance = 0.09 * (judged[1] - judged[0]) + step;
  return Math.abs(own.low - judged[0]) < tolerance && Math.abs(own.high - judged[1]) < tolerance;
}

/** The first three figures are shares of films. */
function stepOf(figure: number, films: number): number {
  return figure < 3 ? 1 / films : 0;
}

describe('bootstrap by patient against numpy, to Monte-Carlo error', { timeout: 60_000 }, () => {
  it('has thirty cases', () => {
    expect(bootstrapCases.length).toBeGreaterThanOrEqual(30);
  });

  it('gives the same intervals', () => {
    let given = 0;
    bootstrapCases.forEach((one, i) => {
      const { overall, classes } = judge(binaryScores(one, one.p), { threshold: 0.5 }, makeRng('bootstrap', i));
      const ill = classes[1];
      const own = [overall.accuracy, ill?.sensitivity, ill?.specificity, ill?.auc, overall.brier];
      own.forEach((measured, k) => {
        const interval = measured?.interval;
        // Fewer than twenty patients on one side of the truth; the outside judge draws regardless.
        if (interval && isMissing(interval)) {
          expect(interval.reason).toBe('few-patients');
          return;
        }
        given++;
        expect(agree(interval, one.intervals[k] ?? [0, 0], stepOf(k, one.y.length)), `case ${i}, ${FIGURES[k]}`).toBe(
          true,
        );
      });
    });
    expect(given).toBeGreaterThan(90);
  });

  it('gives the same intervals of paired differences', () => {
    let given = 0;
    bootstrapCases.forEach((one, i) => {
      const run = (k: readonly number[]) => ({ scores: binaryScores(one, k), threshold: 0.5 });
      const comparison = compareRuns(run(one.p), run(one.q), makeRng('paired', i));
      if (isMissing(comparison)) throw new Error(comparison.reason);
      const { overall, classes } = comparison;
      const ill = classes[1];
      const own = [overall.accuracy, ill?.sensitivity, ill?.specificity, ill?.auc, overall.brier];
      own.forEach((difference, k) => {
        const interval = difference?.interval;
        const [low, high] = one.differences[k] ?? [0, 0];
        if (interval && isMissing(interval)) {
          expect(interval.reason).toBe(low === high ? 'no-variation' : 'few-patients');
          return;
        }
        given++;
        expect(agree(interval, [low, high], stepOf(k, one.y.length)), `case ${i}, ${FIGURES[k]}`).toBe(true);
      });
    });
    expect(given).toBeGreaterThan(90);
  });
});
