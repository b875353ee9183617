import type { FilmFacts } from '../facts.ts';

/** What a file tells without a look at its pixels; the page has words for each. */
export const FILE_PROPERTIES = [
  'bytes',
  'width',
  'height',
  'area',
  'aspect',
  'format',
  'components',
  'bitDepth',
  'progressive',
  'iccProfile',
  'exif',
  'adobeMarker',
  'quantisation',
] as const;

/** What the picture as a whole tells without a look at the lungs. */
export const LOOK_PROPERTIES = ['mean', 'deviation', 'borderContrast'] as const;

export type PropertyName = (typeof FILE_PROPERTIES)[number] | (typeof LOOK_PROPERTIES)[number];

/** A property of every film as numbers. */
export interface Property {
  readonly name: PropertyName;
  readonly values: Float64Array;
}

/** Properties in the order of `names`; sizes as logarithms, so that twice as large is as far as half as large. */
export function propertiesOf(names: readonly PropertyName[], sizes: Float64Array, facts: FilmFacts): Property[] {
  return names.map((name) => ({
    name,
    values: Float64Array.from(sizes, (_, film) => readProperty(name, film, sizes, facts)),
  }));
}

function readProperty(name: PropertyName, film: number, sizes: Float64Array, facts: FilmFacts): number {
  const across = Math.max(1, facts.width[film] as number);
  const down = Math.max(1, facts.height[film] as number);
  if (name === 'bytes') return Math.log(Math.max(1, sizes[film] as number));
  if (name === 'width') return Math.log(across);
  if (name === 'height') return Math.log(down);
  if (name === 'area') return Math.log(across * down);
  if (name === 'aspect') return Math.log(across / down);
  return facts[name][film] as number;
}
