import { type Figure, figureOr } from '../figure.ts';
import { normalPValue } from '../normal.ts';

/** Discordant pairs below which the exact binomial test is used. */
const EXACT_BELOW = 25;

/** McNemar's test of two runs on the same films; films are taken for independent. */
export interface McNemar {
  /** Films that only the first run got right. */
  readonly onlyFirst: number;
  /** Films that only the second run got right. */
  readonly onlySecond: number;
  /** Exact binomial below 25 discordant films, else chi-squared with continuity correction (as statsmodels computes both). */
  readonly method: 'exact' | 'chi-squared';
  /** Missing where the runs never disagree about being right. */
  readonly p: Figure;
}

/** Test of whether two runs err equally often, from the films that only one of them got right. */
export function mcNemar(onlyFirst: number, onlySecond: number): McNemar {
  const discordant = onlyFirst + onlySecond;
  const exact = discordant < EXACT_BELOW;
  const corrected = (Math.abs(onlyFirst - onlySecond) - 1) ** 2 / discordant;
  const p = exact ? exactP(Math.min(onlyFirst, onlySecond), discordant) : normalPValue(Math.sqrt(corrected));
  return {
    onlyFirst,
    onlySecond,
    method: exact ? 'exact' : 'chi-squared',
    p: discordant === 0 ? { reason: 'no-variation' } : figureOr(p, 'no-variation'),
  };
}

/** Twice the probability of at most `k` heads in `n` throws of a fair coin, at most 1. */
function exactP(k: number, n: number): number {
  let term = 0.5 ** n;
  let sum = term;
  for (let i = 1; i <= k; i++) {
    term *= (n - i + 1) / i;
    sum += term;
  }
  return Math.min(1, 2 * sum);
}
