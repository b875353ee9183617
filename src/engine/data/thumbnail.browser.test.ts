import { expect, test } from 'vitest';
import { encodeFilm, withOrientation } from '../testing/film-builder.ts';
import { makeThumbnail } from './thumbnail.ts';

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
