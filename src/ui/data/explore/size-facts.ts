import type { FilmFacts } from '../../../core/dataset/facts.ts';
import type { DatasetIndex } from '../../../core/dataset/types.ts';

/** Lower quartile, median and upper quartile. */
export type Quartiles = readonly [low: number, middle: number, high: number];

/** The picture sizes of one class; films whose size is not known do not count. */
export interface ClassSizes {
  readonly label: number;
  readonly films: number;
  readonly width: Quartiles;
  readonly height: Quartiles;
  readonly aspect: Quartiles;
}

/** Picture sizes by class; null when no film's size is known. */
export function sizesByClass(index: DatasetIndex, facts: FilmFacts): ClassSizes[] | null {
  const classes = index.classNames.map((_, label) => {
    const samples = knownSamples(facts).filter((sample) => index.labels[sample] === label);
    const of = (value: (sample: number) => number) => quartiles(samples.map(value));
    return {
      label,
      films: samples.length,
      width: of((sample) => facts.width[sample] as number),
      height: of((sample) => facts.height[sample] as number),
      aspect: of((sample) => (facts.width[sample] as number) / (facts.height[sample] as number)),
    };
  });
  return classes.some(({ films }) => films > 0) ? classes : null;
}

/** The one size that all films have; null when they differ or none is known. */
export function commonSize(facts: FilmFacts): readonly [width: number, height: number] | null {
  const samples = knownSamples(facts);
  const [first] = samples;
  if (first === undefined) return null;
  const size = [facts.width[first] as number, facts.height[first] as number] as const;
  return samples.every((sample) => facts.width[sample] === size[0] && facts.height[sample] === size[1]) ? size : null;
}

/** Samples whose picture size is known, in the order of the index. */
export function knownSamples(facts: FilmFacts): number[] {
  return [...facts.width.keys()].filter((sample) => (facts.width[sample] as number) > 0);
}

/** Shares of films by mean grey value in `bins` equal bins from 0 to 255, a row per class. */
export function brightnessShares(index: DatasetIndex, facts: FilmFacts, bins: number): number[][] {
  const counts = index.classNames.map(() => new Array<number>(bins).fill(0));
  for (const sample of knownSamples(facts)) {
    const row = counts[index.labels[sample] as number] as number[];
    const bin = Math.min(bins - 1, Math.floor(((facts.mean[sample] as number) / 256) * bins));
    row[bin] = (row[bin] as number) + 1;
  }
  return counts.map((row) => {
    const films = row.reduce((sum, count) => sum + count, 0);
    return row.map((count) => (films > 0 ? count / films : 0));
  });
}

/** How many patients have 1, 2, … films; the last place counts `most` and more. */
export function filmsPerPatient(patients: Int32Array, most: number): number[] {
  const films = new Map<number, number>();
  for (const patient of patients) films.set(patient, (films.get(patient) ?? 0) + 1);
  const counts = new Array<number>(most).fill(0);
  for (const count of films.values()) {
    const place = Math.min(most, count) - 1;
    counts[place] = (counts[place] as number) + 1;
  }
  return counts;
}

function quartiles(values: number[]): Quartiles {
  const sorted = Float64Array.from(values).sort();
  return [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)];
}

/** Linear interpolation between the two nearest, as NumPy does by default. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}
