import { expect, test } from 'vitest';
import { PixelStore } from './pixel-store.ts';

const SETTINGS = { imageSize: 2, interpolation: 'nearest' } as const;

test('grey films take one byte a pixel, until the first colour film', () => {
  const store = new PixelStore(3, SETTINGS);
  store.put(0, { channels: 1, data: Uint8Array.of(1, 2, 3, 4) });
  expect(store.channels).toBe(1);
  expect([...store.film(0)]).toEqual([1, 2, 3, 4]);
  const colours = Uint8Array.from({ length: 12 }, (_, i) => 100 + i);
  store.put(2, { channels: 3, data: colours });
  expect(store.channels).toBe(3);
  expect([...store.film(0)]).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
  expect(store.film(2)).toEqual(colours);
  store.put(1, { channels: 1, data: Uint8Array.of(9, 8, 7, 6) });
  expect([...store.film(1)]).toEqual([9, 9, 9, 8, 8, 8, 7, 7, 7, 6, 6, 6]);
});

test('more than the browser can hold is said as such', () => {
  expect(() => new PixelStore(2 ** 40, { imageSize: 512, interpolation: 'nearest' })).toThrow(
    expect.objectContaining({ code: 'out-of-memory' }),
  );
});
