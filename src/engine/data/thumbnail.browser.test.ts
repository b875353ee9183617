import { expect, test } from 'vitest';
import { PixelStore } from '../pixel-store.ts';
import { encodeFilm, withOrientation } from '../testing/film-builder.ts';
import { makeThumbnail, storedThumbnail } from './thumbnail.ts';

test.each([
  [1, 96, 60],
  [3, 96, 60],
  [6, 60, 96],
  [8, 60, 96],
])('orientation %i: upright, longest side 96, aspect kept', async (orientation, width, height) => {
  const bitmap = await makeThumbnail(withOrientation(await encodeFilm(320, 200), orientation), 96);
  expect([bitmap.width, bitmap.height]).toEqual([width, height]);
});

test('a small film is not enlarged, a broken one is named', async () => {
  const jpeg = await encodeFilm(40, 30);
  const bitmap = await makeThumbnail(jpeg, 96);
  expect([bitmap.width, bitmap.height]).toEqual([40, 30]);
  await expect(makeThumbnail(jpeg.slice(0, 500), 96)).rejects.toMatchObject({ code: 'image-damaged' });
});

test('a decoded film is shown in the shape of its file', async () => {
  const store = new PixelStore(2, { imageSize: 32, interpolation: 'nearest' });
  store.put(1, { channels: 1, data: new Uint8Array(32 * 32).fill(120) });
  const facts = { width: Uint16Array.of(0, 400), height: Uint16Array.of(0, 300) };
  const bitmap = await storedThumbnail(store, facts, 1);
  expect([bitmap.width, bitmap.height]).toEqual([32, 24]);
  const context = new OffscreenCanvas(32, 24).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  expect([...(context?.getImageData(16, 12, 1, 1).data ?? [])]).toEqual([120, 120, 120, 255]);
});
