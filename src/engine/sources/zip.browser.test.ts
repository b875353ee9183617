import { Zip, ZipPassThrough, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { readFilm } from './read-film.ts';
import type { FilmSource } from './source.ts';
import { openZip } from './zip.ts';

const live = new AbortController().signal;
const film = Uint8Array.from({ length: 5000 }, (_, i) => (i * i) >> 3);

function zip(files: Record<string, Uint8Array>, level: 0 | 6 = 6): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(zipSync(files, { level }));
}

function file(bytes: Uint8Array<ArrayBuffer>): File {
  return new File([bytes], 'films.zip');
}

async function bytesOf(source: FilmSource): Promise<Uint8Array> {
  return readFilm(await source.film('a.jpeg'));
}

async function codeOf(run: () => Promise<unknown>): Promise<string> {
  const error = await run().then(
    () => null,
    (e: unknown) => e,
  );
  return error instanceof AppError ? error.code : error === null ? 'none' : String(error);
}

describe('zip', () => {
  test.each([0, 6] as const)('lists and reads, level %i; folders are no entries', async (level) => {
    const source = await openZip(
      file(zip({ 'a/': new Uint8Array(), 'a/Röntgen 1.jpeg': film, 'b.txt': film.slice(9) }, level)),
      live,
    );
    expect(source.name).toBe('films');
    expect(source.entries.map(({ path, size }) => ({ path, size }))).toEqual([
      { path: 'a/Röntgen 1.jpeg', size: 5000 },
      { path: 'b.txt', size: 4991 },
    ]);
    expect(await readFilm(await source.film('a/Röntgen 1.jpeg'))).toEqual(film);
  });

  test('of two entries with one name the last is read', async () => {
    const parts: Uint8Array[] = [];
    const archive = new Zip((_, part) => parts.push(part));
    for (const content of [film, film.slice(9)]) {
      const entry = new ZipPassThrough('a.jpeg');
      archive.add(entry);
      entry.push(content, true);
    }
    archive.end();
    const source = await openZip(new File(parts as BlobPart[], 'films.zip'), live);
    expect(source.entries.map(({ size }) => size)).toEqual([5000, 4991]);
    expect(await bytesOf(source)).toEqual(film.slice(9));
  });

  test('unsafe names are listed for the index to refuse', async () => {
    const source = await openZip(file(zip({ '../x/a.jpeg': film, 'train\\a.jpeg': film })), live);
    expect(source.entries.map(({ path }) => path)).toEqual(['../x/a.jpeg', 'train\\a.jpeg']);
  });

  test('cut off, or no zip at all', async () => {
    const whole = zip({ 'a.jpeg': film, 'b.jpeg': film });
    for (const share of [0.3, 0.97]) {
      expect(await codeOf(() => openZip(file(whole.slice(0, whole.length * share)), live))).toBe('zip-damaged');
    }
    expect(await codeOf(() => openZip(file(film), live))).toBe('zip-damaged');
    expect(await codeOf(() => openZip(file(new Uint8Array()), live))).toBe('zip-damaged');
  });

  test('a film that was damaged in the archive fails its checksum', async () => {
    const bytes = zip({ 'a.jpeg': film }, 0);
    bytes[1000] = (bytes[1000] as number) ^ 1;
    const source = await openZip(file(bytes), live);
    expect(await codeOf(() => bytesOf(source))).toBe('zip-damaged');
  });

  test('encrypted', async () => {
    const bytes = zip({ 'a.jpeg': film });
    const view = new DataView(bytes.buffer);
    for (let i = 0; i + 10 < bytes.length; i++) {
      const signature = view.getUint32(i, true);
      if (signature === 0x04034b50) view.setUint16(i + 6, view.getUint16(i + 6, true) | 1, true);
      if (signature === 0x02014b50) view.setUint16(i + 8, view.getUint16(i + 8, true) | 1, true);
    }
    expect(await codeOf(() => openZip(file(bytes), live))).toBe('zip-encrypted');
  });

  test('an entry of 10 GB is refused by its header, one that lies about its size by its bytes', async () => {
    const zeros = zip({ 'a.jpeg': new Uint8Array(100_000) });
    const stated = (size: number) => {
      const bytes = zeros.slice();
      const view = new DataView(bytes.buffer);
      for (let i = 0; i + 30 < bytes.length; i++) {
        if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, size, true);
      }
      return openZip(file(bytes), live);
    };
    const huge = await stated(4_000_000_000);
    expect(huge.entries[0]?.size).toBe(4_000_000_000);
    expect(await codeOf(() => bytesOf(huge))).toBe('image-too-large');
    for (const size of [50_000, 120_000, 500_000_000]) {
      const source = await stated(size);
      expect(await codeOf(() => bytesOf(source))).toBe('zip-damaged');
    }
  });

  test('a file that its header calls a folder is still listed; a directory that names fewer is damaged', async () => {
    const bytes = zip({ 'a.jpeg': film, 'b.jpeg': film });
    const view = new DataView(bytes.buffer);
    for (let i = 0; i + 42 < bytes.length; i++) {
      if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 38, 0x10, true);
    }
    expect((await openZip(file(bytes), live)).entries.length).toBe(2);
    view.setUint16(bytes.length - 22 + 10, 1, true);
    expect(await codeOf(() => openZip(file(bytes), live))).toBe('zip-damaged');
  });

  test('cancelled while listing', async () => {
    const cancelled = AbortSignal.abort();
    expect(await codeOf(() => openZip(file(zip({ 'a.jpeg': film })), cancelled))).toContain('AbortError');
  });
});
