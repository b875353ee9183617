import { describe, expect, test } from 'vitest';
import { encodeDeepPng, encodeFilm, pngChunk } from '../testing/film-builder.ts';
import { openFilm, readWhole } from './open-film.ts';
import { probePixelAccess } from './trust.ts';

const access = probePixelAccess();

async function pixels(bytes: Uint8Array<ArrayBuffer>): Promise<number[][]> {
  const { width, data } = await readWhole(await openFilm(bytes), (await access).reader);
  const pixel = (i: number) => [...data.subarray(4 * i, 4 * i + 3)];
  return Array.from({ length: data.length / 4 }, (_, i) => pixel(i)).slice(0, width * 6);
}

/** EXIF that says 'turned by 180°'. */
const TURNED = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 3, 0, 0, 0, 0, 0, 0];

describe('PNG of 16 bits', () => {
  test.each([
    ['12 bits of 16', 4095, [0, 64, 128, 191, 255]],
    ['all 16 bits', 65_535, [0, 64, 128, 191, 255]],
    ['a range of 10 bits, of which 1000 is the largest', 1000, [0, 62, 125, 187, 249]],
  ])('%s: rounded over the least depth that holds it', async (_, largest, wanted) => {
    const film = encodeDeepPng({ width: 5, height: 6, components: 1, sample: (x) => Math.round((largest * x) / 4) });
    const found = await pixels(film);
    expect(found.map(([grey]) => grey)).toEqual(Array.from({ length: 6 }, () => wanted).flat());
  });

  test('colour, and alpha over black', async () => {
    const rgba = (x: number, _y: number, c: number) => ([65_535, 32_768, 0, x ? 32_768 : 65_535] as const)[c] as number;
    expect((await pixels(encodeDeepPng({ width: 2, height: 1, components: 4, sample: rgba }))).slice(0, 2)).toEqual([
      [255, 128, 0],
      [128, 64, 0],
    ]);
  });

  test('more or fewer pixels than the header says', async () => {
    const film = encodeDeepPng({ width: 8, height: 6, components: 1, sample: (x) => x * 900 });
    for (const height of [5, 7]) {
      const head = pngChunk('IHDR', [0, 0, 0, 8, 0, 0, 0, height, 16, 0, 0, 0, 0]);
      const wrong = Uint8Array.from([...film.subarray(0, 8), ...head, ...film.subarray(33)]);
      await expect(pixels(wrong)).rejects.toMatchObject({ code: 'image-damaged' });
    }
  });
});

test.each([8, 16])('EXIF orientation of a PNG of %i bits shows it upright', async (bits) => {
  const grey = (x: number) => [20, 90, 200][x] as number;
  const chunk = pngChunk('eXIf', TURNED);
  const plain = await encodeFilm(3, 1, (x) => [grey(x), grey(x), grey(x)], 'image/png');
  const film =
    bits === 8
      ? Uint8Array.from([...plain.subarray(0, 33), ...chunk, ...plain.subarray(33)])
      : encodeDeepPng({ width: 3, height: 1, components: 1, sample: (x) => grey(x) * 257, chunks: chunk });
  expect((await pixels(film)).map(([value]) => value)).toEqual([200, 90, 20]);
});
