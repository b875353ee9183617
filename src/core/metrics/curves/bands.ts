import type { Rng } from '../../base/rng.ts';
import { countPatients, DRAWS, PatientDraws } from '../draws.ts';
import type { Interval, Missing } from '../figure.ts';
import { FEWEST_PATIENTS, percentileInterval } from '../interval.ts';
import { type Ranking, rank, walk } from '../ranking.ts';
import type { BinaryScores } from '../scores.ts';

/** Where bands are drawn: 0, 0.01 … 1. */
export const BAND_GRID: Float64Array = Float64Array.from({ length: 101 }, (_, i) => i / 100);

/** Pointwise 95 % limits at each place of the grid; not a region that holds the whole curve. */
export interface Bands {
  /** False positive rate (ROC) or recall (precision-recall). */
  readonly grid: Float64Array;
  /** Limits of the sensitivity at each false positive rate; a place where the draws do not vary has none. */
  readonly roc: readonly (Interval | Missing)[];
  /** Limits of the precision at each recall. */
  readonly pr: readonly (Interval | Missing)[];
}

/** Bands of both curves from one bootstrap by patient, vertically at each place of `BAND_GRID`; or why there are none. */
export function curveBands(films: BinaryScores, rng: Rng, draws: number = DRAWS): Bands | Missing {
  if (films.scores.length === 0) return { reason: 'no-films' };
  if (films.scores.some(Number.isNaN)) return { reason: 'not-a-number' };
  if (films.truth.every((label) => label === films.truth[0])) return { reason: 'one-class' };
  // As for the area: the smaller side decides.
  const sides = [1, 0].map((side) => countPatients(films.clusters, (film) => films.truth[film] === side));
  if (Math.min(...sides) < FEWEST_PATIENTS) return { reason: 'few-patients' };
  const ranking = rank(films);
  const source = new PatientDraws(films.clusters, rng);
  const columns = () => Array.from(BAND_GRID, () => new Float64Array(draws));
  const roc = columns();
  const pr = columns();
  for (let draw = 0; draw < draws; draw++) {
    const at = verticalValues(ranking, source.next(), BAND_GRID);
    for (let i = 0; i < BAND_GRID.length; i++) {
      (roc[i] as Float64Array)[draw] = at.tpr[i] as number;
      (pr[i] as Float64Array)[draw] = at.precision[i] as number;
    }
  }
  return { grid: BAND_GRID, roc: roc.map(percentileInterval), pr: pr.map(percentileInterval) };
}

/**
 * Sensitivity at each false positive rate of `grid` (rising): the upper end of a vertical step, linear between points; and
 * precision where each recall is first reached (precision is not linear between points). NaN where a side has no weight.
 */
export function verticalValues(ranking: Ranking, weights: Float64Array, grid: Float64Array) {
  const tpr = new Float64Array(grid.length).fill(Number.NaN);
  const precision = new Float64Array(grid.length).fill(Number.NaN);
  const { positives, negatives } = totals(ranking, weights);
  if (!positives || !negatives) return { tpr, precision };
  const at = { fp: 0, tp: 0, nextRoc: 0, nextPr: 0 };
  walk(ranking, weights, (tp, fp) => {
    while (at.nextRoc < grid.length && (grid[at.nextRoc] as number) * negatives < fp - 1e-9) {
      const along = ((grid[at.nextRoc] as number) * negatives - at.fp) / (fp - at.fp);
      tpr[at.nextRoc++] = (at.tp + along * (tp - at.tp)) / positives;
    }
    while (at.nextPr < grid.length && (grid[at.nextPr] as number) * positives <= tp + 1e-9 && tp + fp > 0) {
      precision[at.nextPr++] = tp / (tp + fp);
    }
    at.fp = fp;
    at.tp = tp;
  });
  tpr.fill(1, at.nextRoc);
  return { tpr, precision };
}

function totals({ order, truth }: Ranking, weights: Float64Array): { positives: number; negatives: number } {
  let positives = 0;
  let negatives = 0;
  for (let i = 0; i < order.length; i++) {
    if (truth[i]) positives += weights[order[i] as number] as number;
    else negatives += weights[order[i] as number] as number;
  }
  return { positives, negatives };
}
