import { makeRng } from '../../core/base/rng.ts';
import type { Preprocessing } from '../../core/pixels/settings.ts';
import type { Batch } from '../../core/training/exchange.ts';

/** Side of a planted film, pixels. */
const PLANTED_SIZE = 64;

/** Side of the planted square, pixels. */
const SQUARE = 16;

/** How a planted film is shown to a network: byte / 255. */
export const PLANTED: Preprocessing = {
  imageSize: PLANTED_SIZE,
  interpolation: 'nearest',
  channels: 1,
  scale: 1 / 255,
  offset: 0,
  mirrorAverage: false,
};

/** Films whose class a bright square alone decides, with a dark one beside it that means nothing. */
export interface PlantedFilms extends Batch {
  /** Left upper corner `[row, column]` of each bright square; of films of class 0, where it would have been. */
  readonly corners: readonly (readonly [number, number])[];
}

/** Seeded noise of middle grey; every other film is of class 1 and has the bright square. */
export function plantedFilms(films: number, seed: number): PlantedFilms {
  const size = PLANTED_SIZE;
  const bytes = new Uint8Array(films * size * size);
  const labels = Uint8Array.from({ length: films }, (_, film) => film % 2);
  const corners = Array.from(labels, (label, film) => {
    const rng = makeRng('planted', seed, film);
    const pixels = bytes.subarray(film * size * size, (film + 1) * size * size);
    for (let i = 0; i < pixels.length; i++) pixels[i] = rng.range(100, 140);
    const bright = [rng.below(size - SQUARE), rng.below(size / 2 - SQUARE)] as const;
    fill(pixels, [rng.below(size - SQUARE), size / 2 + rng.below(size / 2 - SQUARE)], 20);
    if (label === 1) fill(pixels, bright, 230);
    return bright;
  });
  return { bytes, labels, samples: new Uint32Array(films), imageSize: size, corners };
}

function fill(pixels: Uint8Array, [top, left]: readonly [number, number], value: number): void {
  for (let row = top; row < top + SQUARE; row++) {
    pixels.fill(value, row * PLANTED_SIZE + left, row * PLANTED_SIZE + left + SQUARE);
  }
}

/** Share of a map's heat within the square at `corner` and `margin` pixels around it. */
export function shareWithin(map: Float32Array, [top, left]: readonly [number, number], margin: number): number {
  let inside = 0;
  let all = 0;
  map.forEach((heat, pixel) => {
    const [row, column] = [Math.floor(pixel / PLANTED_SIZE), pixel % PLANTED_SIZE];
    const isInside = isNear(row, top, margin) && isNear(column, left, margin);
    all += heat;
    if (isInside) inside += heat;
  });
  return inside / all;
}

function isNear(place: number, start: number, margin: number): boolean {
  return place >= start - margin && place < start + SQUARE + margin;
}
