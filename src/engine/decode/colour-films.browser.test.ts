import { expect, test } from 'vitest';
import films from '../testing/fixtures/colour-films.json' with { type: 'json' };
import { decodeFilm } from './decode-film.ts';
import { makeCanvasReader, makeFrameReader, type PixelReader } from './pixel-reader.ts';

const SIZE = 64;
/** Levels of 256 by which two decoders may differ in a flat patch: rounding in YCC, in inks and at the packing's quality. */
const TOLERANCE = 3;

const readers = [makeCanvasReader(), makeFrameReader()] as PixelReader[];
const settings = (['antialiased', 'nearest'] as const).map((interpolation) => ({ imageSize: SIZE, interpolation }));

async function canDecode(file: Blob): Promise<boolean> {
  return createImageBitmap(file).then(
    () => true,
    () => false,
  );
}

test.each(films)('$name: the colours that Pillow reads', async ({ name, base64, colours }) => {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  // Not every browser has AVIF; all must have the others.
  if (name === 'AVIF' && !(await canDecode(new Blob([bytes], { type: 'image/avif' })))) return;
  for (const reader of readers) {
    for (const setting of settings) {
      const { channels, data } = await decodeFilm(bytes.slice(), setting, reader);
      colours.forEach((wanted, i) => {
        const patch = Math.floor(i / 3);
        const [x, y] = [16 * (patch % 4) + 8, 16 * Math.floor(patch / 4) + 8];
        const found = data[channels * (SIZE * y + x) + (channels === 3 ? i % 3 : 0)] as number;
        expect(Math.abs(found - wanted)).toBeLessThanOrEqual(TOLERANCE);
      });
      expect(channels).toBe(name.startsWith('grey') ? 1 : 3);
    }
  }
});
