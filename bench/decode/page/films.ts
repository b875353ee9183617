import { makeRng, type Rng } from '../../../src/core/base/rng.ts';
import { syntheticFilm } from '../../../src/core/dataset/synthetic/films.ts';

/** Sizes of the published chest_xray originals, pixels: 1,330 × 970 on average. */
const WIDTH = { least: 384, most: 2916, median: 1260, spread: 0.33 } as const;
const ASPECT = { mean: 0.73, spread: 0.08 } as const;
/** Gives about 0.16 bytes a pixel as the originals have. */
const QUALITY = 0.9;

/** Chest-like JPEGs as large as the published originals; a canvas writes them in colour, which the originals seldom are. */
export async function makeFilms(count: number): Promise<Blob[]> {
  const rng = makeRng('bench decode');
  const films: Blob[] = [];
  for (let film = 0; film < count; film++) films.push(await makeFilm(film, rng));
  return films;
}

async function makeFilm(film: number, rng: Rng): Promise<Blob> {
  const wish = WIDTH.median * Math.exp(WIDTH.spread * rng.normal());
  const width = Math.round(Math.max(WIDTH.least, Math.min(WIDTH.most, wish)));
  const height = Math.round(width * Math.max(0.4, ASPECT.mean + ASPECT.spread * rng.normal()));
  const { data, width: side } = syntheticFilm(1, film);
  const context = contextOf(width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(
    greyCanvas(side, (i) => data[i] ?? 0),
    0,
    0,
    width,
    height,
  );
  context.globalAlpha = 0.06;
  context.fillStyle =
    context.createPattern(
      greyCanvas(256, () => rng.range(0, 256)),
      'repeat',
    ) ?? '';
  context.fillRect(0, 0, width, height);
  return context.canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}

function greyCanvas(side: number, grey: (i: number) => number): OffscreenCanvas {
  const pixels = new ImageData(side, side);
  for (let i = 0; i < side * side; i++) pixels.data.fill(grey(i), 4 * i, 4 * i + 3).fill(255, 4 * i + 3, 4 * i + 4);
  const context = contextOf(side, side);
  context.putImageData(pixels, 0, 0);
  return context.canvas;
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  return context;
}
