import type { Rng } from '../base/rng.ts';
import { countPatients, DRAWS, PatientDraws } from './draws.ts';
import type { Figure, Measured } from './figure.ts';
import { FEWEST_PATIENTS, measure, quantile, wilsonInterval } from './interval.ts';
import { decide, problemOf, type Scores } from './scores.ts';

/** One row of a forest plot. */
export interface SubgroupRow {
  readonly group: string;
  readonly films: number;
  readonly patients: number;
  /** Of the positive class; a group without ill films has none. */
  readonly sensitivity: Measured;
  readonly specificity: Measured;
}

/** Films by group, `[films]`; null leaves a film out. */
export type Grouping = readonly (string | null)[];

/** Sensitivity and specificity of each group (in order of appearance in `names`), each with its own bootstrap by patient. */
export function subgroupRows(
  scores: Scores,
  by: { readonly grouping: Grouping; readonly names: readonly string[]; readonly threshold: number | null },
  rng: Rng,
  draws: number = DRAWS,
): readonly SubgroupRow[] {
  const problem = problemOf(scores);
  const answers = decide(scores, by.threshold);
  const { labels, clusters, positive } = scores;
  const right = labels.map((label, film) => ((answers[film] === positive) === (label === positive) ? 1 : 0));
  return by.names.map((group) => {
    const within = labels.map((_, film) => (by.grouping[film] === group ? 1 : 0));
    const side = (ill: boolean) => {
      const chosen = labels.map((label, film) => (within[film] && (label === positive) === ill ? 1 : 0));
      const hits = right.filter((_, film) => chosen[film]);
      return measureShare({ hits, clusters: clusters.filter((_, film) => chosen[film]), problem }, rng, draws);
    };
    return {
      group,
      films: within.filter(Boolean).length,
      patients: countPatients(clusters, (film) => within[film] === 1),
      sensitivity: side(true),
      specificity: side(false),
    };
  });
}

/** Share of films with a hit, drawn by the patients of these films. */
function measureShare(
  { hits, clusters, problem }: { hits: Uint8Array; clusters: Int32Array; problem: Figure | null },
  rng: Rng,
  draws: number,
): Measured {
  const of = hits.length;
  const total = hits.reduce((sum, hit) => sum + hit, 0);
  const patients = countPatients(clusters);
  const source = new PatientDraws(clusters, rng);
  const worthDrawing = patients >= FEWEST_PATIENTS && total > 0 && total < of;
  return measure({
    value: problem ?? (of ? total / of : { reason: 'no-films' }),
    draws: Float64Array.from({ length: worthDrawing ? draws : 0 }, () => drawnShare(hits, source.next())),
    patients,
    reference: { method: 'wilson', interval: wilsonInterval(total, of) },
    share: { hits: total, of },
  });
}

function drawnShare(hits: Uint8Array, weights: Float64Array): number {
  let drawn = 0;
  let right = 0;
  for (let film = 0; film < hits.length; film++) {
    const weight = weights[film] as number;
    drawn += weight;
    if (hits[film]) right += weight;
  }
  return right / drawn;
}

/** Names of the thirds, from the lowest values to the highest. */
export const THIRDS = ['low', 'middle', 'high'] as const;

/**
 * Thirds of a quantity by its own terciles, with the two limits; a value at a limit belongs below it, NaN to none.
 * With many equal values a third may be empty.
 */
export function thirds(values: Float64Array): {
  readonly grouping: Grouping;
  readonly limits: readonly [number, number];
} {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const limits: [number, number] = sorted.length
    ? [quantile(sorted, 1 / 3), quantile(sorted, 2 / 3)]
    : [Number.NaN, Number.NaN];
  const grouping = Array.from(values, (value) => {
    if (Number.isNaN(value)) return null;
    return THIRDS[value <= limits[0] ? 0 : value <= limits[1] ? 1 : 2];
  });
  return { grouping, limits };
}

/** Names of the groups by films per patient. */
export const FILMS_PER_PATIENT = ['1', '2', '3+'] as const;

/** Films by how many films of their patient are in the split. */
export function byFilmsPerPatient(clusters: Int32Array): Grouping {
  const films = new Map<number, number>();
  for (const cluster of clusters) films.set(cluster, (films.get(cluster) ?? 0) + 1);
  return Array.from(clusters, (cluster) => FILMS_PER_PATIENT[Math.min(films.get(cluster) ?? 1, 3) - 1] ?? null);
}
