import { describe, expect, test } from 'vitest';
import { readFilm } from '../sources/read-film.ts';
import type { FilmHandle } from '../sources/source.ts';
import { toFilmFault } from './decode-group.ts';
import { decodeInPool, type PoolHost } from './pool.ts';

const SETTINGS = { imageSize: 16, interpolation: 'nearest' } as const;
const host: PoolHost = {
  cores: 2,
  spawn: () => new Worker(new URL('../../workers/decode.worker.ts', import.meta.url), { type: 'module' }),
};

function synthetic(film: number): Promise<FilmHandle> {
  return Promise.resolve({ kind: 'synthetic', seed: 1, film });
}

describe('decodeInPool', () => {
  test('answers every film once, under its own number', async () => {
    const seen = new Map<number, Uint8Array>();
    await decodeInPool(host, {
      films: 21,
      settings: SETTINGS,
      handle: synthetic,
      wantsDigest: () => false,
      onFilm: (film, decoded) => {
        expect(seen.has(film)).toBe(false);
        if ('data' in decoded) seen.set(film, decoded.data);
      },
      signal: new AbortController().signal,
    });
    expect(seen.size).toBe(21);
    const alone: Uint8Array[] = [];
    await decodeInPool(host, {
      films: 1,
      settings: SETTINGS,
      handle: () => synthetic(17),
      wantsDigest: () => false,
      onFilm: (_, decoded) => 'data' in decoded && alone.push(decoded.data),
      signal: new AbortController().signal,
    });
    expect(alone[0]).toEqual(seen.get(17));
  });

  test('a file that vanished between index and decode is a fault of that film; a bug is none', async () => {
    const gone = {
      arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')),
    } as unknown as Blob;
    const error = await readFilm({ kind: 'file', file: gone }).catch((e: unknown) => e);
    expect(toFilmFault(error)).toEqual({ failed: 'file-vanished' });
    expect(() => toFilmFault(new TypeError('a bug'))).toThrow(TypeError);
  });

  test('a worker that dies fails the job, and no other worker is left running', async () => {
    const bad = URL.createObjectURL(new Blob(['throw new Error("born dead")'], { type: 'text/javascript' }));
    const dying = decodeInPool(
      { cores: 1, spawn: () => new Worker(bad, { type: 'module' }) },
      {
        films: 4,
        settings: SETTINGS,
        handle: synthetic,
        wantsDigest: () => false,
        onFilm: () => {},
        signal: new AbortController().signal,
      },
    );
    await expect(dying).rejects.toMatchObject({ code: 'worker-crashed' });
  });

  test('cancel rejects as aborted before the films are done', async () => {
    const controller = new AbortController();
    let done = 0;
    const job = decodeInPool(host, {
      films: 400,
      settings: SETTINGS,
      handle: synthetic,
      wantsDigest: () => false,
      onFilm: () => {
        done++;
        controller.abort();
      },
      signal: controller.signal,
    });
    await expect(job).rejects.toMatchObject({ name: 'AbortError' });
    expect(done).toBeLessThan(32);
  });
});
