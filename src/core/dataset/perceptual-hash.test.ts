import { expect, test } from 'vitest';
import { makeRng } from '../base/rng.ts';
import { Image } from '../pixels/image.ts';
import { resizeAntialiased } from '../pixels/resize.ts';
import { lookAt } from './film-look.ts';
import { hashDistance } from './perceptual-hash.ts';
import { SYNTHETIC_SIDE, syntheticFilm } from './synthetic/films.ts';

/** A grey square as a decoder gives it. */
function decoded({ width, height, data }: Pick<Image, 'width' | 'height' | 'data'>) {
  const pixels = new Uint8Array(data.length * 4);
  data.forEach((grey, i) => {
    pixels.fill(grey, 4 * i, 4 * i + 4);
  });
  return { width, height, data: pixels, blueFirst: false };
}

const film = (number: number) => syntheticFilm(1, number);

function distance(a: Image, b: Image): number {
  return hashDistance(Uint32Array.of(...lookAt(decoded(a)).hash, ...lookAt(decoded(b)).hash), 0, 1);
}

test('half of the bits are ones, and other films have other hashes', () => {
  const looks = [0, 2, 4, 6, 8].map((number) => lookAt(decoded(film(number))).hash);
  for (const hash of looks) {
    expect(hashDistance(Uint32Array.of(0, 0, ...hash), 0, 1)).toBe(32);
  }
  for (const other of [2, 4, 6]) expect(distance(film(0), film(other))).toBeGreaterThan(7);
});

test.each([0, 3, 17, 200])('film %i scaled, darker and noisy has nearly the same hash', (number) => {
  const own = film(number);
  const size = Math.round(0.9 * SYNTHETIC_SIDE);
  const raster = { width: own.width, height: own.height, data: own.data, stride: 1, channels: 1 } as const;
  const scaled = new Image(size, size, 1, resizeAntialiased(raster, size));
  expect(distance(own, scaled)).toBeLessThanOrEqual(4);
  const rng = makeRng('noise', number);
  const noisy = own.data.map((grey) => Math.min(255, Math.max(0, Math.round(0.8 * grey + 10 + rng.range(-6, 6)))));
  expect(distance(own, new Image(own.width, own.height, 1, noisy))).toBeLessThanOrEqual(4);
});

test('mean, deviation, border and small copy are those of the pixels', () => {
  const grey = new Uint8Array(320 * 320).map((_, i) => {
    const [x, y] = [i % 320, Math.floor(i / 320)];
    return x < 30 || x >= 290 || y < 30 || y >= 290 ? 200 : 50;
  });
  const look = lookAt(decoded(new Image(320, 320, 1, grey)));
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  const deviation = Math.sqrt(grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grey.length);
  expect(Math.abs(look.mean - mean)).toBeLessThan(0.5);
  expect(Math.abs(look.deviation - deviation)).toBeLessThan(0.5);
  expect(look.borderContrast).toBe(150);
  expect([look.small[0], look.small[8 * 16 + 8]]).toEqual([200, 50]);
});

test('pictures smaller than the grid, and blue-first ones, are looked at too', () => {
  const tiny = lookAt({ width: 2, height: 1, data: Uint8Array.of(0, 0, 255, 0, 0, 0, 255, 0), blueFirst: true });
  // Luma of pure red.
  expect(Math.round(tiny.mean)).toBe(76);
  expect(tiny.small).toHaveLength(256);
});
