import type { Rng } from '../../base/rng.ts';
import { DRAWS, PatientDraws } from '../draws.ts';
import { type Figure, type Interval, isMissing, type Measured, type Missing } from '../figure.ts';
import { percentileInterval } from '../interval.ts';
import { decide, type Scores } from '../scores.ts';

/** Sensitivity and specificity of the positive class in each draw of patients; NaN where a draw has no such film. */
export type RateDraws = Readonly<Record<'sensitivity' | 'specificity', Float64Array>>;

/** Both rates at `threshold` (as in `decide`) over draws by patient, so that whatever follows from them can have an interval. */
export function ratesByDraw(scores: Scores, threshold: number | null, rng: Rng, draws: number = DRAWS): RateDraws {
  const answers = decide(scores, threshold);
  const ill = scores.labels.map((label) => (label === scores.positive ? 1 : 0));
  const right = answers.map((answer, film) => ((answer === scores.positive) === (ill[film] === 1) ? 1 : 0));
  const source = new PatientDraws(scores.clusters, rng);
  const rates = { sensitivity: new Float64Array(draws), specificity: new Float64Array(draws) };
  for (let draw = 0; draw < draws; draw++) {
    const weights = source.next();
    const films = [0, 0] as [number, number];
    const hits = [0, 0] as [number, number];
    for (let film = 0; film < weights.length; film++) {
      const side = ill[film] as 0 | 1;
      films[side] += weights[film] as number;
      if (right[film]) hits[side] += weights[film] as number;
    }
    rates.sensitivity[draw] = hits[1] / films[1];
    rates.specificity[draw] = hits[0] / films[0];
  }
  return rates;
}

interface TwoRates {
  readonly sensitivity: number;
  readonly specificity: number;
}

/** PPV and NPV at a `prevalence`, from sensitivity and specificity (Bayes). */
export function valuesAtPrevalence(rates: TwoRates, prevalence: number): Readonly<Record<'ppv' | 'npv', Figure>> {
  const { sensitivity, specificity } = rates;
  const hit = sensitivity * prevalence;
  const clear = specificity * (1 - prevalence);
  const share = (right: number, wrong: number): Figure =>
    right + wrong > 0 ? right / (right + wrong) : { reason: 'never-predicted' };
  return {
    ppv: share(hit, (1 - specificity) * (1 - prevalence)),
    npv: share(clear, (1 - sensitivity) * prevalence),
  };
}

/** The rate that alone can hold a value at 1, then the one that can hold it at 0. */
const HOLDERS = { ppv: ['specificity', 'sensitivity'], npv: ['sensitivity', 'specificity'] } as const;

/**
 * 95 % intervals of PPV and NPV at a `prevalence`, which is taken as known: percentiles over the draws of the rates. Where a
 * rate of 0 or 1 holds the value at 0 or 1 in every draw, that rate's own interval (Wilson, patients as trials) is carried over.
 */
export function intervalsAtPrevalence(
  rates: Readonly<Record<'sensitivity' | 'specificity', Measured>>,
  draws: RateDraws,
  prevalence: number,
): Readonly<Record<'ppv' | 'npv', Interval | Missing>> {
  const { sensitivity, specificity } = rates;
  const refused = [sensitivity.value, specificity.value, sensitivity.interval, specificity.interval].find(isMissing);
  if (refused) return { ppv: refused, npv: refused };
  const point = { sensitivity: sensitivity.value as number, specificity: specificity.value as number };
  const intervalOf = (name: 'ppv' | 'npv'): Interval | Missing => {
    const value = valuesAtPrevalence(point, prevalence)[name];
    if (isMissing(value)) return value;
    if (value > 0 && value < 1) return percentileInterval(drawnValues(draws, prevalence)[name]);
    const holder = HOLDERS[name][value === 1 ? 0 : 1];
    const { low, high } = rates[holder].interval as Interval;
    const ends = [low, high].map((end) => valuesAtPrevalence({ ...point, [holder]: end }, prevalence)[name]);
    const known = ends.flatMap((end) => (isMissing(end) ? [] : [end]));
    return { low: Math.min(value, ...known), high: Math.max(value, ...known) };
  };
  return { ppv: intervalOf('ppv'), npv: intervalOf('npv') };
}

function drawnValues({ sensitivity, specificity }: RateDraws, prevalence: number) {
  const values = { ppv: new Float64Array(sensitivity.length), npv: new Float64Array(sensitivity.length) };
  sensitivity.forEach((drawn, i) => {
    const at = valuesAtPrevalence({ sensitivity: drawn, specificity: specificity[i] as number }, prevalence);
    values.ppv[i] = isMissing(at.ppv) ? Number.NaN : at.ppv;
    values.npv[i] = isMissing(at.npv) ? Number.NaN : at.npv;
  });
  return values;
}
