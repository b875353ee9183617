import { wrap } from 'comlink';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PAPER_AUGMENTATION } from '../core/augment/policy.ts';
import { AppError } from '../core/base/errors.ts';
import type { BatchRequest, DecodeProgress } from '../core/training/exchange.ts';
import { encodeFilm } from '../engine/testing/film-builder.ts';
import type { WorkerClient } from './client.ts';
import { startDataWorker } from './data-client.ts';
import type { BatchApi, DataApi, ReadableFile } from './protocol.ts';

const live = new AbortController().signal;
const NEAREST = { imageSize: 32, interpolation: 'nearest' } as const;
const SMOOTH = { imageSize: 32, interpolation: 'antialiased' } as const;
const FOLDER = { validation: 'folder', validationPercent: 12, seed: 1, leftOut: [] } as const;
const request: BatchRequest = {
  split: 'train',
  plan: FOLDER,
  batch: 0,
  batchSize: 8,
  channels: 1,
  shuffle: null,
  augmentation: null,
};

let client: WorkerClient<DataApi>;
let batches: BatchApi;

beforeAll(async () => {
  client = startDataWorker();
  const { port1, port2 } = new MessageChannel();
  await client.api.attach(port1);
  batches = wrap<BatchApi>(port2) as unknown as BatchApi;
});

afterAll(() => client.terminate());

const ignore = () => {};

async function codeOf(run: Promise<unknown>): Promise<string> {
  const error = await run.then(
    () => null,
    (e: unknown) => e,
  );
  return error instanceof AppError ? error.code : error instanceof Error ? error.name : 'none';
}

/** A folder of films that differ, with whatever else is given. */
async function folder(more: Record<string, Uint8Array<ArrayBuffer>> = {}): Promise<ReadableFile[]> {
  const files: Record<string, Uint8Array<ArrayBuffer>> = { ...more };
  for (const split of ['train', 'test']) {
    for (const [label, name] of ['NORMAL', 'PNEUMONIA'].entries()) {
      for (let i = 0; i < 3; i++) {
        const grey = 40 * i + 100 * label;
        files[`x/${split}/${name}/film ${i} ä.jpeg`] = await encodeFilm(90, 70, (x) => [
          grey + (x >> 2),
          grey + (x >> 2),
          grey + (x >> 2),
        ]);
      }
    }
  }
  return Object.entries(files).map(([path, bytes]) => ({ path, file: new File([bytes], path) }));
}

describe('synthetic films', () => {
  test('open, decode with progress, describe, batch', async () => {
    const index = await client.api.open({ kind: 'synthetic', seed: 1 }, live);
    expect(index.paths).toHaveLength(512);
    const progress: DecodeProgress[] = [];
    const report = await client.api.decode(NEAREST, (p) => progress.push(p), live);
    expect(report).toMatchObject({ films: 512, storedChannels: 1, failed: [], settings: NEAREST, canvasTrusted: true });
    expect(progress.at(-1)).toMatchObject({ done: 512, total: 512 });
    expect(progress.length).toBeLessThanOrEqual(report.seconds * 10 + 2);
    expect(await batches.describe(FOLDER, 'train')).toMatchObject({
      classNames: ['NORMAL', 'PNEUMONIA'],
      counts: { train: [160, 160], validation: [32, 32], test: [64, 64] },
      imageSize: 32,
    });
    const augmented = {
      ...request,
      channels: 3,
      shuffle: { seed: 1, epoch: 0 },
      augmentation: PAPER_AUGMENTATION,
    } as const;
    const batch = await batches.batch(augmented);
    expect(batch.bytes).toHaveLength(8 * 32 * 32 * 3);
    expect(await batches.batch(augmented)).toEqual(batch);
    expect(await client.api.decode(NEAREST, ignore, live)).toEqual(report);
  });

  test('thumbnails keep the aspect and are moved', async () => {
    const bitmap = await client.api.thumbnail(0, 96);
    expect([bitmap.width, bitmap.height]).toEqual([96, 96]);
  });

  test('a cancelled decode rejects as aborted, and can be done again', async () => {
    const controller = new AbortController();
    const cancelled = codeOf(client.api.decode(SMOOTH, () => controller.abort(), controller.signal));
    expect(await cancelled).toBe('AbortError');
    expect(await codeOf(batches.describe(FOLDER, 'train'))).toBe('internal');
    expect((await client.api.decode(SMOOTH, ignore, live)).films).toBe(512);
  });

  test('a second open replaces the dataset and cancels the decode under way', async () => {
    let second: Promise<unknown> | null = null;
    const files = await folder();
    const first = codeOf(
      client.api.decode(
        NEAREST,
        () => {
          second ??= client.api.open({ kind: 'folder', name: 'x', files }, live);
        },
        live,
      ),
    );
    expect(await first).toBe('AbortError');
    expect(await second).toMatchObject({ name: 'x', source: 'folder' });
    expect((await client.api.decode(NEAREST, ignore, live)).films).toBe(12);
  });
});

describe('folder and zip', () => {
  test('bad films are listed with their reason, the others are served', async () => {
    const good = await encodeFilm(90, 70);
    const files = await folder({
      'x/train/NORMAL/cut.jpeg': good.slice(0, 700),
      'x/train/NORMAL/text.jpeg': new TextEncoder().encode('no film'),
      'x/train/NORMAL/empty.jpeg': new Uint8Array(),
    });
    const index = await client.api.open({ kind: 'folder', name: 'x', files }, live);
    expect(index.ignored).toEqual([{ path: 'x/train/NORMAL/empty.jpeg', reason: 'file-empty' }]);
    const report = await client.api.decode(NEAREST, ignore, live);
    expect(report.failed).toEqual([
      { path: 'x/train/NORMAL/cut.jpeg', reason: 'image-damaged' },
      { path: 'x/train/NORMAL/text.jpeg', reason: 'not-an-image' },
    ]);
    expect((await batches.describe(FOLDER, 'train')).counts.train).toEqual([3, 3]);
  });

  test('what a run of other films leaves out are none of these', async () => {
    await client.api.open({ kind: 'folder', name: 'x', files: await folder() }, live);
    await client.api.decode(SMOOTH, ignore, live);
    const all = (await batches.batch({ ...request, split: 'test' })).samples;
    const [first = 0] = all;
    const leftOut = [first];
    const own = await batches.batch({ ...request, split: 'test', plan: { ...FOLDER, leftOut } });
    expect([...own.samples].sort()).toEqual([...all].filter((sample) => sample !== first).sort());
    const foreign = { ...FOLDER, leftOut, of: 'another set' };
    expect((await batches.batch({ ...request, split: 'test', plan: foreign })).samples).toEqual(all);
    expect((await batches.describe(foreign, 'test')).counts).toEqual((await batches.describe(FOLDER, 'test')).counts);
  });

  test('the same films as a zip give the same fingerprint and the same bytes', async () => {
    const files = await folder();
    const folderIndex = await client.api.open({ kind: 'folder', name: 'x', files }, live);
    await client.api.decode(SMOOTH, ignore, live);
    const fromFolder = await batches.batch(request);
    const entries = await Promise.all(
      files.map(async ({ path, file }) => [path, new Uint8Array(await file.arrayBuffer())] as const),
    );
    const zip = new File([Uint8Array.from(zipSync(Object.fromEntries(entries)))], 'x.zip');
    const zipIndex = await client.api.open({ kind: 'zip', file: zip }, live);
    expect(zipIndex).toEqual({ ...folderIndex, source: 'zip' });
    await client.api.decode(SMOOTH, ignore, live);
    expect(await batches.batch(request)).toEqual(fromFolder);
  });

  test.each([NEAREST, SMOOTH])(
    'one film by itself has the bytes of the same film in a batch ($interpolation)',
    async (settings) => {
      const files = await folder();
      const { paths } = await client.api.open({ kind: 'folder', name: 'x', files }, live);
      await client.api.decode(settings, ignore, live);
      const { bytes, samples } = await batches.batch({ ...request, split: 'test', batchSize: 1 });
      const same = files.find(({ path }) => path === paths[samples[0] as number]) as ReadableFile;
      const single = await batches.film(same.file, settings, 1);
      expect(single.bytes).toEqual(bytes);
      expect(await codeOf(batches.film(new File(['text'], 'a.jpeg'), settings, 1))).toBe('not-an-image');
    },
  );

  test('a colour film makes the store RGB', async () => {
    const colour = await encodeFilm(50, 50, () => [200, 90, 30], 'image/png');
    await client.api.open({ kind: 'folder', name: 'x', files: await folder({ 'x/test/NORMAL/c.png': colour }) }, live);
    expect(await client.api.decode(NEAREST, ignore, live)).toMatchObject({ films: 13, storedChannels: 3 });
    const { bytes } = await batches.batch({ ...request, split: 'test', batchSize: 1, channels: 3 });
    expect([...bytes.subarray(0, 3)]).toEqual([200, 90, 30]);
  });

  test('errors of open cross with their code, and the data is gone', async () => {
    const text = new File(['hello'], 'readme.txt');
    const files = [{ path: 'x/readme.txt', file: text }];
    expect(await codeOf(client.api.open({ kind: 'folder', name: 'x', files }, live))).toBe('no-images');
    expect(await codeOf(client.api.open({ kind: 'zip', file: text }, live))).toBe('zip-damaged');
    expect(await codeOf(client.api.decode(NEAREST, ignore, live))).toBe('internal');
  });
});
