import { describe, expect, test } from 'vitest';
import { readFilm } from '../sources/read-film.ts';
import type { FilmHandle } from '../sources/source.ts';
import { encodeFilm } from '../testing/film-builder.ts';
import { HANGS } from '../testing/hangs.ts';
import { toFilmFault } from './decode-group.ts';
import { decodeInPool, type PoolHost } from './pool.ts';
import type { DecodedFilm } from './pool-messages.ts';

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

  test('a decoder that hangs leaves out its own film, once it hung alone too, and no other', async () => {
    const films = await Promise.all(
      Array.from({ length: 20 }, (_, film) => encodeFilm(24, 20, (x) => [x * 9, film, 0], 'image/png')),
    );
    const guilty = [3, 13];
    const spawned: Worker[] = [];
    const seen = new Map<number, DecodedFilm>();
    await decodeInPool(
      {
        cores: 1,
        patience: 2000,
        spawn: () => {
          const url = new URL('../testing/hanging.worker.ts', import.meta.url);
          spawned.push(new Worker(url, { type: 'module' }));
          return spawned.at(-1) as Worker;
        },
      },
      {
        films: films.length,
        settings: SETTINGS,
        handle: (film) => {
          const parts = [films[film] as Uint8Array<ArrayBuffer>, ...(guilty.includes(film) ? [HANGS] : [])];
          return Promise.resolve({ kind: 'file', file: new Blob(parts) });
        },
        wantsDigest: () => false,
        onFilm: (film, decoded) => {
          expect(seen.has(film)).toBe(false);
          seen.set(film, decoded);
        },
        signal: new AbortController().signal,
      },
    );
    expect([...seen].flatMap(([film, decoded]) => ('failed' in decoded ? [film] : [])).sort((a, b) => a - b)).toEqual(
      guilty,
    );
    expect(seen.get(3)).toEqual({ failed: 'image-damaged' });
    expect(seen.size).toBe(20);
    expect(spawned.length).toBeGreaterThan(2);
  }, 40_000);
});
