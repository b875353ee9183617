import { type Figure, type Interval, isMissing, type Measured, type Missing } from './figure.ts';
import { wilson } from './wilson.ts';

/** Below this number of patients no bootstrap interval is given. */
export const FEWEST_PATIENTS = 20;
/** Share of draws in which a figure may be undefined. */
const UNDEFINED_DRAWS = 0.05;

/** The `q` quantile of sorted numbers, linear between neighbours (numpy's default). */
export function quantile(sorted: Float64Array, q: number): number {
  const place = q * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] as number;
  return low + (place - below) * ((sorted[Math.min(below + 1, sorted.length - 1)] as number) - low);
}

/**
 * 2.5 and 97.5 percentiles of the draws. Percentiles rather than BCa: they never leave a figure's range, need no jackknife by
 * patient for each of dozens of figures, and kept their 95 % in simulation with clustered films (coverage.test.ts).
 */
export function percentileInterval(draws: Float64Array): Interval | Missing {
  const sorted = draws.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0 || sorted.length < (1 - UNDEFINED_DRAWS) * draws.length) return { reason: 'unstable' };
  if (quantile(sorted, 1) - quantile(sorted, 0) < 1e-12) return { reason: 'no-variation' };
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}

/** Wilson's interval, or why there is none. */
export function wilsonInterval(hits: number, of: number): Interval | Missing {
  return wilson(hits, of) ?? { reason: 'no-films' };
}

/** What an interval is made from. */
interface Evidence {
  readonly value: Figure;
  readonly draws: Float64Array;
  /** Patients behind the figure (for a share: behind its denominator). */
  readonly patients: number;
  readonly reference: Measured['reference'];
  readonly share: Measured['share'];
}

/**
 * A figure with its interval. A share of 0 or 1 is the same in every draw; there Wilson's interval takes over with patients as
 * trials (for 0 of n its end is near 3.8 / n, close to the rule of three), since siblings cannot be told from chance any more.
 */
export function measure({ value, draws, patients, reference, share }: Evidence): Measured {
  const made = (interval: Interval | Missing, method: Measured['method'] = 'bootstrap'): Measured => ({
    value,
    interval,
    method,
    reference,
    share,
  });
  if (isMissing(value)) return made(value);
  if (patients < FEWEST_PATIENTS) return made({ reason: 'few-patients' });
  if (share && (share.hits === 0 || share.hits === share.of)) {
    return made(wilsonInterval(share.hits === 0 ? 0 : patients, patients), 'wilson-by-patient');
  }
  return made(percentileInterval(draws));
}
