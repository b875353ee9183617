import { expect, test } from 'vitest';
import { makeCanvasReader, makeFrameReader, type PixelReader } from './pixel-reader.ts';
import { probePixelAccess } from './trust.ts';

/** A canvas as privacy browsers make it: one pixel in a hundred is off by one. */
const noisy: PixelReader = {
  read: async (picture) => {
    const read = await (makeCanvasReader() as PixelReader).read(picture);
    return { ...read, data: read.data.map((byte, i) => (i % 400 === 0 ? byte ^ 1 : byte)) };
  },
};

test('this browser is believed, and read through its canvas', async () => {
  const canvas = makeCanvasReader();
  expect(await probePixelAccess(canvas, makeFrameReader())).toEqual({ canvasTrusted: true, reader: canvas });
});

test('a canvas that adds noise is found out and not read', async () => {
  const frames = makeFrameReader();
  const access = await probePixelAccess(noisy, frames);
  expect(access).toEqual({ canvasTrusted: false, reader: frames });
});

test('without frames a true canvas is read; without a canvas none is trusted', async () => {
  const canvas = makeCanvasReader();
  expect(await probePixelAccess(canvas, null)).toEqual({ canvasTrusted: true, reader: canvas });
  const frames = makeFrameReader();
  expect(await probePixelAccess(null, frames)).toEqual({ canvasTrusted: false, reader: frames });
});
