import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { makeFacts } from '../core/dataset/facts.ts';
import { indexDataset } from '../core/dataset/index-dataset.ts';
import type { KeptFilms } from '../core/dataset/kept-films.ts';
import { createByteFile, readByteFile } from './byte-file.ts';
import { withDatabase } from './database.ts';
import {
  deleteKeptFilms,
  type FilmWriter,
  listKeptFilms,
  readHandles,
  readKeptFilms,
  startKeeping,
} from './kept-films.ts';

const PATHS = ['train/A/1.png', 'train/B/2.png'];
const SIZE = 4;

function recordOf(id: string, savedAt = '2026-01-01T00:00:00.000Z'): KeptFilms {
  const index = indexDataset(
    'set',
    'folder',
    PATHS.map((path) => ({ path, size: 9 })),
    { seed: 1 },
  );
  const settings = { imageSize: SIZE, interpolation: 'nearest' } as const;
  const facts = makeFacts(PATHS.length);
  return {
    version: 1,
    id,
    savedAt,
    index,
    settings,
    channels: 1,
    failed: [[1, 'image-damaged']],
    facts,
    canvasTrusted: true,
  };
}

const PIXELS = Uint8Array.from({ length: 2 * SIZE * SIZE }, (_, i) => i);

async function begin(id: string): Promise<FilmWriter> {
  const writer = await startKeeping(id);
  if (!writer) throw new Error(`${id} is being kept`);
  return writer;
}

async function keepWhole(id: string, savedAt?: string): Promise<void> {
  const writer = await begin(id);
  await writer.append(PIXELS.subarray(0, 10));
  await writer.append(PIXELS.subarray(10));
  await writer.keep(recordOf(id, savedAt), [await navigator.storage.getDirectory()]);
}

/** As in a browser without a file system of its own. */
function withoutFileSystem(): void {
  vi.spyOn(navigator.storage, 'getDirectory').mockRejectedValue(new DOMException('no', 'SecurityError'));
}

// Sets that other test files left behind are newer than these, which would be the first to go.
beforeAll(() => deleteKeptFilms(null));

afterEach(async () => {
  vi.restoreAllMocks();
  await deleteKeptFilms(null);
});

test('a kept set comes back as it was, with the way to its files', async () => {
  await keepWhole('a');
  const kept = await readKeptFilms('a');
  expect(kept?.pixels).toEqual(PIXELS);
  expect(kept?.record).toEqual(recordOf('a'));
  expect(await readHandles('a')).toMatchObject([{ kind: 'directory' }]);
  expect(await listKeptFilms()).toMatchObject([
    { id: 'a', name: 'set', films: 2, imageSize: SIZE, bytes: 32, hasFiles: true },
  ]);
});

test('without a file system the database serves, chunk by chunk', async () => {
  withoutFileSystem();
  const writer = await begin('a');
  await writer.append(PIXELS.subarray(0, 10));
  await writer.append(PIXELS.subarray(10));
  await writer.keep(recordOf('a'), []);
  expect((await readKeptFilms('a'))?.pixels).toEqual(PIXELS);
  await deleteKeptFilms('a');
  expect(await withDatabase((database) => database.count('chunks'))).toBe(0);
});

test.each(['files', 'database'])(
  'whole or absent: what was not kept, or not whole, is not there (%s)',
  async (where) => {
    if (where === 'database') withoutFileSystem();
    const begun = await begin('begun');
    await begun.append(PIXELS);
    expect(await readKeptFilms('begun')).toBeNull();
    await begun.abandon();
    const short = await begin('short');
    await short.append(PIXELS.subarray(0, 31));
    await short.keep(recordOf('short'), []);
    expect(await readKeptFilms('short')).toBeNull();
    const given = await begin('given-up');
    await given.append(PIXELS);
    await given.abandon();
    expect(await readByteFile('given-up', PIXELS.length)).toBeNull();
  },
);

test('what one tab is writing another one leaves alone', async () => {
  const writer = await begin('a');
  await writer.append(PIXELS);
  expect(await startKeeping('a')).toBeNull();
  withoutFileSystem();
  const other = await begin('b');
  await other.append(PIXELS);
  const third = await begin('c');
  await third.append(PIXELS);
  await third.keep(recordOf('c'), []);
  await deleteKeptFilms('c');
  await other.keep(recordOf('b'), []);
  expect((await readKeptFilms('b'))?.pixels).toEqual(PIXELS);
  await writer.keep(recordOf('a'), []);
  const again = await begin('a');
  await again.abandon();
});

test('the oldest sets go when there are more than four, and with them what a crash has left', async () => {
  const left = await createByteFile('left-by-a-crash');
  await left.append(PIXELS);
  await left.close();
  for (let i = 1; i <= 5; i++) await keepWhole(`set-${i}`, `2026-01-0${i}T00:00:00.000Z`);
  expect((await listKeptFilms()).map(({ id }) => id)).toEqual(['set-5', 'set-4', 'set-3', 'set-2']);
  expect(await readByteFile('set-1', PIXELS.length)).toBeNull();
  expect(await readByteFile('left-by-a-crash', PIXELS.length)).toBeNull();
});

test('a record of another version, or with columns of another length, is as good as absent', async () => {
  await keepWhole('a');
  const put = (value: unknown) => withDatabase((database) => database.put('chunks', value, ['a', -1]));
  await put({ ...recordOf('a'), version: 2 });
  expect(await readKeptFilms('a')).toBeNull();
  await put({ ...recordOf('a'), index: { ...recordOf('a').index, labels: new Uint8Array(1) } });
  expect(await readKeptFilms('a')).toBeNull();
  await put(recordOf('a'));
  expect(await readKeptFilms('a')).not.toBeNull();
});

test('a full disk is named', async () => {
  vi.spyOn(navigator.storage, 'getDirectory').mockRejectedValue(new DOMException('no', 'SecurityError'));
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const writer = await begin('a');
  await expect(writer.append(PIXELS)).rejects.toMatchObject({ code: 'storage-full' });
  await writer.abandon();
});
