import { wrap } from 'comlink';
import { afterEach, expect, test } from 'vitest';
import { encodeFilm } from '../engine/testing/film-builder.ts';
import { deleteKeptFilms, listKeptFilms } from '../storage/kept-films.ts';
import type { WorkerClient } from './client.ts';
import { startDataWorker } from './data-client.ts';
import type { BatchApi, DataApi, ReadableFile } from './protocol.ts';

const live = new AbortController().signal;
const ignore = () => {};
const NEAREST = { imageSize: 32, interpolation: 'nearest' } as const;
const SMOOTH = { imageSize: 32, interpolation: 'antialiased' } as const;
const ALL = Uint32Array.of(0, 1, 2, 3);

const clients: WorkerClient<DataApi>[] = [];

/** A worker of its own is what a reload would start. */
function visit(): DataApi {
  const client = startDataWorker();
  clients.push(client);
  return client.api;
}

afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  await deleteKeptFilms(null);
});

async function folder(lastModified = 1000, broken = false): Promise<ReadableFile[]> {
  const paths = ['x/train/A/1.png', 'x/train/B/2.png', 'x/test/A/3.png', 'x/test/B/4.png'];
  const files = paths.map(async (path, i) => {
    const bytes = await encodeFilm(40, 30, (x) => [x + 50 * i, x + 50 * i, x + 50 * i], 'image/png');
    const content = broken && i === 3 ? bytes.slice(0, 60) : bytes;
    return { path, file: new File([content], path.split('/').at(-1) ?? '', { lastModified }) };
  });
  return Promise.all(files);
}

/** A first visit that keeps the folder, and the set as it is listed then. */
async function keepFolder(handles: readonly FileSystemHandle[] = []) {
  const first = visit();
  await open(first, await folder(), handles);
  await first.decode(NEAREST, ignore, live);
  await first.kept();
  const [kept] = await listKeptFilms();
  return { first, kept };
}

async function open(data: DataApi, files: readonly ReadableFile[], handles: readonly FileSystemHandle[] = []) {
  await data.open({ kind: 'folder', name: 'x', files, handles }, live);
}

test('the same films on another visit are not decoded again; changed ones are', async () => {
  const first = visit();
  await open(first, await folder(1000, true));
  const decoded = await first.decode(NEAREST, ignore, live);
  expect(decoded.restored).toBe(false);
  expect(await first.kept()).toBeNull();
  const tiles = await first.tiles(ALL);

  const second = visit();
  await open(second, await folder(1000, true));
  const restored = await second.decode(NEAREST, ignore, live);
  expect(restored).toMatchObject({ restored: true, films: 3, storedChannels: 1, failed: decoded.failed });
  expect(await second.tiles(ALL)).toEqual(tiles);
  expect((await second.facts())?.mean).toEqual((await first.facts())?.mean);
  expect((await second.decode(SMOOTH, ignore, live)).restored).toBe(false);

  const changed = visit();
  await open(changed, await folder(2000, true));
  expect((await changed.decode(NEAREST, ignore, live)).restored).toBe(false);
});

test('a kept set opens without its files and serves batches; another size needs the files', async () => {
  const { first, kept } = await keepFolder();

  const second = visit();
  const opened = await second.openKept(kept?.id ?? '', [], live);
  expect(opened.settings).toEqual(NEAREST);
  expect(opened.index.paths).toHaveLength(4);
  expect((await second.decode(opened.settings, ignore, live)).restored).toBe(true);
  const { port1, port2 } = new MessageChannel();
  await second.attach(port1);
  const batches = wrap<BatchApi>(port2) as unknown as BatchApi;
  const plan = { validation: 'none', validationPercent: 12, seed: 1, leftOut: [] } as const;
  const batch = await batches.batch({
    split: 'test',
    plan,
    batch: 0,
    batchSize: 8,
    channels: 1,
    shuffle: null,
    augmentation: null,
  });
  expect(batch.bytes.slice(0, 1024)).toEqual((await first.tiles(Uint32Array.of(batch.samples[0] ?? 0))).data);
  await expect(second.decode(SMOOTH, ignore, live)).rejects.toMatchObject({ code: 'files-not-open' });
  expect((await second.decode(opened.settings, ignore, live)).restored, 'what is kept is there all the same').toBe(
    true,
  );
  await expect(second.openKept('no such set', [], live)).rejects.toMatchObject({ code: 'record-damaged' });
});

test('a kept set that another one overtook while it was read lends that one no pixels', async () => {
  const { first, kept } = await keepFolder();
  const tiles = await first.tiles(ALL);

  const own = await folder(2000);
  const others = own.map(({ path }, i) => ({ path, file: own[own.length - 1 - i]?.file as File }));
  const second = visit();
  const overtaken = second.openKept(kept?.id ?? '', [], live);
  const opening = open(second, others);
  await expect(overtaken).rejects.toMatchObject({ name: 'AbortError' });
  await opening;
  expect((await second.decode(NEAREST, ignore, live)).restored).toBe(false);
  expect(await second.tiles(ALL)).not.toEqual(tiles);
});

test('with leave to read the folder, another size is decoded from its files', async () => {
  const root = await navigator.storage.getDirectory();
  const x = await root.getDirectoryHandle('x', { create: true });
  for (const { path, file } of await folder()) {
    const [, split = '', name = '', leaf = ''] = path.split('/');
    const place = await (await x.getDirectoryHandle(split, { create: true })).getDirectoryHandle(name, {
      create: true,
    });
    const stream = await (await place.getFileHandle(leaf, { create: true })).createWritable();
    await stream.write(file);
    await stream.close();
  }
  const { kept } = await keepFolder([x]);
  expect(kept).toMatchObject({ hasFiles: true, films: 4 });
  const second = visit();
  await second.openKept(kept?.id ?? '', [x], live);
  expect(await second.decode(SMOOTH, ignore, live)).toMatchObject({ restored: false, films: 4 });
  await root.removeEntry('x', { recursive: true });
});

test('a decoding that is cancelled leaves nothing behind', async () => {
  const data = visit();
  await open(data, await folder());
  const abort = new AbortController();
  const decoding = data.decode(NEAREST, ignore, abort.signal);
  abort.abort();
  await expect(decoding).rejects.toMatchObject({ name: 'AbortError' });
  expect(await listKeptFilms()).toEqual([]);
});

test('what the user says of patients is kept with the films, and runs of before keep their division', async () => {
  const first = visit();
  await open(first, await folder());
  await first.decode(NEAREST, ignore, live);
  const named = await first.regroup(null);
  const rule = { kind: 'table', file: 'patients.csv' } as const;
  const told = await first.regroup({ rule, keys: ['a', 'a', 'b', 'b'] });
  expect(await first.kept()).toBeNull();
  const [kept] = await listKeptFilms();

  const second = visit();
  const { index } = await second.openKept(kept?.id ?? '', [], live);
  expect(index).toEqual(told);
  expect(index.patientRule).toEqual(rule);
  await second.decode(NEAREST, ignore, live);
  expect(await second.reading(named.fingerprint)).toEqual(named);
  expect(await second.reading('of other films')).toBeNull();
  const { port1, port2 } = new MessageChannel();
  await second.attach(port1);
  const batches = wrap<BatchApi>(port2) as unknown as BatchApi;
  const plan = { validation: 'folder', validationPercent: 12, seed: 1, leftOut: [] } as const;
  expect((await batches.describe(plan, 'train')).patients).toEqual({ train: 1, validation: 0, test: 1 });
  const older = await batches.describe({ ...plan, of: named.fingerprint }, 'train');
  expect(older.patients).toEqual({ train: 2, validation: 0, test: 2 });
  expect(older.dataset).toMatchObject({ fingerprint: named.fingerprint, patientRule: { kind: 'names' } });

  const dropped = visit();
  expect((await dropped.open({ kind: 'folder', name: 'x', files: await folder() }, live)).patientRule).toEqual(rule);
  expect((await dropped.regroupAs(named.fingerprint))?.patientRule).toEqual({ kind: 'names' });
  await dropped.kept();
  expect((await visit().openKept(kept?.id ?? '', [], live)).index).toEqual(named);
  await deleteKeptFilms(null);
  const fresh = visit();
  await open(fresh, await folder());
  expect(await fresh.reading(told.fingerprint)).toBeNull();
});
