/** Findings on the published films: `REAL_FILMS=all CHEST_XRAY_DIR=… npx vitest run --project browser src/workers/real-findings`. */
import { expect, test } from 'vitest';
import type { FindingsUpdate } from '../core/dataset/findings/types.ts';
import { startDataWorker } from './data-client.ts';
import type { ReadableFile } from './protocol.ts';
import { readRealFiles } from './testing/real-files.ts';

/** One film of so many is taken, else it takes a minute; exact copies are then told by their bytes, in their own way. */
const EVERY = 4;
/** Of every so many films copies are planted. */
const PLANT_EVERY = 12;
const live = new AbortController().signal;

/** The film compressed to JPEG quality 60, scaled to 90 %, and both, beside it. */
async function plant({ path, file }: ReadableFile): Promise<ReadableFile[]> {
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none' });
  const kinds = [
    [1, 0.6],
    [0.9, 0.95],
    [0.9, 0.6],
  ] as const;
  return Promise.all(
    kinds.map(async ([scale, quality], kind) => {
      const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
      const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      const name = path.replace(/\.jpeg$/, ` planted ${kind}.jpeg`);
      return { path: name, file: new File([await canvas.convertToBlob({ type: 'image/jpeg', quality })], name) };
    }),
  );
}

/** Paths of the files whose bytes are the same, in groups. */
async function equalFiles(files: readonly ReadableFile[]): Promise<string[][]> {
  const groups = new Map<string, string[]>();
  for (const { path, file } of files) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', await file.arrayBuffer())).join(' ');
    groups.set(digest, [...(groups.get(digest) ?? []), path]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

test('copies among the published films, and planted ones', { timeout: 300_000 }, async ({ skip, annotate }) => {
  const real = await readRealFiles('CHEST_XRAY_DIR', EVERY);
  if (!real) {
    skip('CHEST_XRAY_DIR names no folder of real films');
    return;
  }
  const planted = (await Promise.all(real.filter((_, i) => i % PLANT_EVERY === 0).map(plant))).flat();
  const client = startDataWorker();
  const files = [...real, ...planted];
  const index = await client.api.open({ kind: 'folder', name: 'x', files }, live);
  const complete = new Promise<FindingsUpdate>((resolve) => {
    void client.api.findings((update) => update.complete && resolve(update), live).catch(() => {});
  });
  const report = await client.api.decode({ imageSize: 64, interpolation: 'nearest' }, () => {}, live);
  const decodedAt = performance.now();
  const { list } = await complete;
  const seconds = (performance.now() - decodedAt) / 1000;
  client.terminate();
  // A film and its copies as the findings join them, named by the film they are of.
  const original = (film: number) => (index.paths[film] as string).replace(/ planted \d\.jpeg$/, '.jpeg');
  const near = list.find(({ code }) => code === 'near-duplicates');
  const first = new Map(report.identical.flatMap((group) => group.map((film) => [film, group[0] as number] as const)));
  const groupOf = new Map(near?.groups.flatMap((group, g) => group.map((film) => [film, g] as const)));
  const sampleOf = new Map(index.paths.map((path, film) => [path, film]));
  const placeOf = (path: string) => {
    const film = sampleOf.get(path) as number;
    return groupOf.get(first.get(film) ?? film) ?? -1 - (first.get(film) ?? film);
  };
  const found = planted.filter(({ path }) => placeOf(path) === placeOf(path.replace(/ planted \d\.jpeg$/, '.jpeg')));
  const foreign = near?.groups.filter((group) => {
    const originals = group.map((film) => sampleOf.get(original(film)) as number);
    const isOneFilm = new Set(originals.map((film) => first.get(film) ?? film)).size === 1;
    return !isOneFilm && new Set(originals.map((film) => index.patients[film])).size > 1;
  });
  await annotate(`${found.length} of ${planted.length} planted copies; ${near?.groups.length} groups of near copies`);
  await annotate(`${foreign?.length} groups of unlike films; findings ${seconds.toFixed(1)} s after decoding`);
  expect(report.identical.map((group) => group.map((film) => index.paths[film]))).toEqual(await equalFiles(real));
  if (real.length === 5856) expect(report.identical.flat()).toHaveLength(62);
  expect(found.length / planted.length).toBeGreaterThan(0.99);
  expect((foreign?.length ?? 0) / (near?.groups.length ?? 1)).toBeLessThan(0.05);
  expect(seconds).toBeLessThan(15);
});
