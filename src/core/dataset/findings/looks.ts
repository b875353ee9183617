import { type FilmFacts, isRead } from '../facts.ts';
import { SMALL_SIDE } from '../film-look.ts';
import type { DatasetIndex } from '../types.ts';
import type { Finding, FindingCode, Severity } from './types.ts';

/** Least standard deviation of a film's grey that still shows something: the flattest film of chest_xray has 18. */
const BLANK_BELOW = 8;

/** Mean greys beyond which a sixth of the range or less is left for the picture; one film of chest_xray is, at 221. */
const BRIGHTNESS = { least: 40, most: 215 } as const;

/**
 * Correlation with the set's mean film below which a film is a negative. The film of chest_xray that is least like the others
 * has +0.22, so its negative has -0.22.
 */
const INVERTED_BELOW = -0.2;

/** Films that are needed to know how a film of this set looks. */
const FEWEST_TO_COMPARE = 20;

/** Mean correlation with the mean film that a set of like pictures has at least (chest_xray: 0.84); others have no right way round. */
const LIKE_ENOUGH = 0.5;

const PIXELS = SMALL_SIDE * SMALL_SIDE;

/** Whether a film shows nothing: one grey all over. */
export function isBlank(facts: Pick<FilmFacts, 'deviation'>, film: number): boolean {
  return (facts.deviation[film] as number) < BLANK_BELOW;
}

/** Findings on single films by how they look: blank, negative, very dark or bright; and colour in a grey set. */
export function lookFindings(index: DatasetIndex, facts: FilmFacts): Finding[] {
  const films = index.paths.map((_, film) => film).filter((film) => isRead(facts, film));
  const shown = films.filter((film) => !isBlank(facts, film));
  const isExtreme = (film: number) => {
    const mean = facts.mean[film] as number;
    return mean < BRIGHTNESS.least || mean > BRIGHTNESS.most;
  };
  const blank = films.filter((film) => isBlank(facts, film));
  const findings = [
    listed('blank-films', 'warning', blank),
    listed('inverted-films', 'warning', invertedFilms(facts, shown)),
    listed('extreme-brightness', 'info', shown.filter(isExtreme)),
    mixedColour(index, facts, films),
  ];
  return findings.filter((finding) => finding !== null);
}

function listed(code: FindingCode, severity: Severity, films: readonly number[]): Finding | null {
  if (films.length === 0) return null;
  const numbers = { films: films.length };
  return { code, severity, numbers, names: {}, films, groups: [], action: 'leave-out', leaveOut: films };
}

/** Films that are the negative of what the others show. */
function invertedFilms({ small }: FilmFacts, films: readonly number[]): number[] {
  if (films.length < FEWEST_TO_COMPARE) return [];
  // One for all: this is asked for a few times a second, and a shape for each film would leave megabytes behind each time.
  const shape = new Float64Array(PIXELS);
  const shapeOf = (film: number) => standardise(small.subarray(film * PIXELS, (film + 1) * PIXELS), shape);
  const mean = new Float64Array(PIXELS);
  for (const film of films) addTo(mean, shapeOf(film));
  const length = Math.sqrt(product(mean, mean)) || 1;
  const likeness = Float64Array.from(films, (film) => product(shapeOf(film), mean) / length);
  const average = likeness.reduce((sum, value) => sum + value, 0) / films.length;
  return average < LIKE_ENOUGH ? [] : films.filter((_, i) => (likeness[i] as number) < INVERTED_BELOW);
}

/** Greys less their mean, scaled to length 1, so that a product of two is their correlation; written to `shape` and given back. */
function standardise(grey: Uint8Array, shape: Float64Array): Float64Array {
  let sum = 0;
  for (const value of grey) sum += value;
  for (let i = 0; i < shape.length; i++) shape[i] = (grey[i] as number) - sum / grey.length;
  const length = Math.sqrt(product(shape, shape)) || 1;
  for (let i = 0; i < shape.length; i++) shape[i] = (shape[i] as number) / length;
  return shape;
}

function addTo(sum: Float64Array, values: Float64Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (values[i] as number);
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/**
 * Films with colour in a set whose films are mostly grey: a mark, a screenshot, or a source that shows.
 * It is serious when at least nine in ten of them, and ten films, are of one class, which colour then tells.
 */
function mixedColour(index: DatasetIndex, { coloured }: FilmFacts, films: readonly number[]): Finding | null {
  const found = films.filter((film) => coloured[film] === 1);
  if (found.length === 0 || 2 * found.length >= films.length) return null;
  const counts = index.classNames.map((_, label) => found.filter((film) => index.labels[film] === label).length);
  const most = Math.max(...counts);
  const tells = found.length >= 10 && most >= 0.9 * found.length;
  return {
    code: 'mixed-colour',
    severity: tells ? 'serious' : 'info',
    numbers: { films: found.length, ofFilms: films.length, inClass: most },
    names: { className: index.classNames[counts.indexOf(most)] ?? '' },
    films: found,
    groups: [],
    action: null,
    leaveOut: [],
  };
}
