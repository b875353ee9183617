import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Finding, FindingsUpdate } from '../core/dataset/findings/types.ts';
import { syntheticFilm } from '../core/dataset/synthetic/films.ts';
import type { Image } from '../core/pixels/image.ts';
import type { WorkerClient } from './client.ts';
import { startDataWorker } from './data-client.ts';
import type { DataApi, NamedFile } from './protocol.ts';

const live = new AbortController().signal;
const FOLDER = { validation: 'folder', validationPercent: 12, seed: 1, leftOut: [] } as const;
const NEAREST = { imageSize: 64, interpolation: 'nearest' } as const;
const SMOOTH = { imageSize: 64, interpolation: 'antialiased' } as const;
const FILMS = 60;

let client: WorkerClient<DataApi>;
beforeAll(() => {
  client = startDataWorker();
});
afterAll(() => client.terminate());

/** A film as a JPEG of `scale` its size. */
async function encode({ width, height, data }: Image, quality: number, scale = 1): Promise<Blob> {
  const pixels = new ImageData(width, height);
  data.forEach((grey, i) => {
    pixels.data.set([grey, grey, grey, 255], 4 * i);
  });
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.imageSmoothingQuality = 'high';
  context.drawImage(await createImageBitmap(pixels), 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}

/** One synthetic film a child, and copies of the first ones: the same bytes, compressed harder, scaled to 90 %. */
async function folder(): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  const add = (name: string, film: number, blob: Blob) => {
    const path = `x/${film % 4 < 2 ? 'train' : 'test'}/${film % 2 ? 'A' : 'B'}/${name}`;
    files.push({ path, file: new File([blob], path) });
  };
  for (let film = 0; film < FILMS; film++) {
    const image = syntheticFilm(1, 2 * film);
    const blob = await encode(image, 0.95);
    add(`film-${film}.jpeg`, film, blob);
    if (film < 4) add(`film-${film} copy.png`, film, blob);
    if (film >= 10 && film < 30) add(`film-${film}-q60.jpeg`, film, await encode(image, 0.6));
    if (film >= 20 && film < 40) add(`film-${film}-90.jpeg`, film, await encode(image, 0.95, 0.9));
  }
  files.push({ path: 'x/train/A/broken.jpeg', file: new File(['no film'], 'broken.jpeg') });
  return files;
}

/** Opens, decodes, and waits for the last findings. */
async function findAll(files: readonly NamedFile[], settings: typeof NEAREST | typeof SMOOTH) {
  const index = await client.api.open({ kind: 'folder', name: 'x', files }, live);
  const updates: FindingsUpdate[] = [];
  const ended = new AbortController();
  const complete = new Promise<void>((resolve) => {
    const onFindings = (update: FindingsUpdate) => {
      updates.push(update);
      if (update.complete) resolve();
    };
    client.api.findings(onFindings, ended.signal).catch(() => updates.push({ list: [], complete: false }));
  });
  const report = await client.api.decode(settings, () => {}, live);
  await complete;
  return { index, updates, ended, report, last: updates.at(-1)?.list ?? [] };
}

function groupsOf(findings: readonly Finding[], code: Finding['code'], paths: readonly string[]): string[][] {
  const groups = findings.find((finding) => finding.code === code)?.groups ?? [];
  return groups.map((group) => group.map((film) => /film-(\d+)/.exec(paths[film] as string)?.[1] ?? '?'));
}

test.each([NEAREST, SMOOTH])(
  'copies are found by bytes and by looks, nothing else is ($interpolation)',
  async (settings) => {
    const files = await folder();
    const { index, last, report, updates } = await findAll(files, settings);
    const identical = groupsOf(last, 'exact-duplicates', index.paths);
    expect(identical).toHaveLength(4);
    expect(identical.every(([a, b]) => a === b)).toBe(true);
    expect(report.identical).toHaveLength(4);
    const near = groupsOf(last, 'near-duplicates', index.paths);
    expect(near.every((group) => new Set(group).size === 1)).toBe(true);
    expect(near.flat().sort()).toEqual(
      Array.from({ length: 30 }, (_, i) => Array.from({ length: i >= 10 && i < 20 ? 3 : 2 }, () => `${i + 10}`))
        .flat()
        .sort(),
    );
    expect(last.map(({ code }) => code)).toEqual(expect.arrayContaining(['unreadable-films', 'wrong-extension']));
    expect(updates[0]).toEqual({ list: [], complete: false });
    expect(updates.filter(({ complete }) => complete)).toHaveLength(1);
  },
);

test('facts, findings of a plan, and the end of listening', async () => {
  const { index, ended, updates } = await findAll(await folder(), NEAREST);
  const facts = await client.api.facts();
  const film = index.paths.findIndex((path) => path.endsWith('-90.jpeg'));
  expect([facts?.width[film], facts?.height[film], facts?.small.length]).toEqual([202, 202, 0]);
  expect(facts?.mean[film]).toBeGreaterThan(20);
  const codes = (await client.api.planFindings(FOLDER)).map(({ code }) => code);
  expect(codes).toContain('unknown-names');
  ended.abort();
  await expect.poll(() => updates.at(-1)).toEqual({ list: [], complete: false });
  const told = updates.length;
  await client.api.open({ kind: 'synthetic', seed: 1 }, live);
  expect(await client.api.facts()).toBeNull();
  expect(updates).toHaveLength(told);
});

test('other settings decode the films again and keep what was found', async () => {
  const { updates } = await findAll(await folder(), NEAREST);
  const told = updates.length;
  expect((await client.api.decode(SMOOTH, () => {}, live)).identical).toHaveLength(4);
  expect(updates).toHaveLength(told);
});

test('a film whose name says another format is told by name, and decoded all the same', async () => {
  const film = syntheticFilm(1, 3);
  const jpeg = await encode(film, 0.95);
  const canvas = new OffscreenCanvas(64, 64);
  canvas.getContext('2d')?.fillRect(0, 0, 64, 64);
  const png = await canvas.convertToBlob({ type: 'image/png' });
  const files = [
    { path: 'x/train/A/right.jpeg', file: new File([jpeg], 'right.jpeg') },
    { path: 'x/train/B/a-png.jpeg', file: new File([png], 'a-png.jpeg') },
  ];
  const { index, last, report } = await findAll(files, NEAREST);
  const finding = last.find(({ code }) => code === 'wrong-extension');
  expect(finding?.films.map((sample) => index.paths[sample]?.split('/').at(-1))).toEqual(['a-png.jpeg']);
  expect(finding?.names).toEqual({ file: 'a-png.jpeg', format: 'png' });
  expect(report.films).toBe(2);
});
