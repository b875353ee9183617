/** The map 'inferno' of matplotlib (van der Walt and Smith 2015) at nine places: even steps look even, also in grey. */
const INFERNO: readonly (readonly [number, number, number])[] = [
  [0, 0, 4],
  [31, 12, 72],
  [85, 15, 109],
  [136, 34, 106],
  [186, 54, 85],
  [227, 89, 51],
  [249, 140, 10],
  [249, 201, 50],
  [252, 255, 164],
];

/** The colour of a heat from 0 to 1, bytes. */
export function heatColour(heat: number): [number, number, number] {
  const place = Math.min(Math.max(heat, 0), 1) * (INFERNO.length - 1);
  const low = Math.min(Math.floor(place), INFERNO.length - 2);
  const [a, b] = [INFERNO[low], INFERNO[low + 1]] as [readonly number[], readonly number[]];
  const mix = (k: number) => Math.round((a[k] as number) + ((b[k] as number) - (a[k] as number)) * (place - low));
  return [mix(0), mix(1), mix(2)];
}

/** A map as pixels to lay over its film, brightest at its own highest value; where there is no heat the film shows through. */
export function heatImage(map: Float32Array, size: number): ImageData {
  const image = new ImageData(size, size);
  const most = map.reduce((a, b) => Math.max(a, b), 0);
  map.forEach((value, pixel) => {
    const heat = most > 0 ? value / most : 0;
    image.data.set([...heatColour(heat), Math.round(255 * heat)], 4 * pixel);
  });
  return image;
}

/** The scale as a gradient of the style sheet, none to most. */
export const HEAT_GRADIENT = `linear-gradient(to right, ${INFERNO.map((rgb) => `rgb(${rgb.join(' ')})`).join(', ')})`;
