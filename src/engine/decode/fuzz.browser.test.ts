import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { makeRng, type Rng } from '../../core/base/rng.ts';
import { isDicom, readHeader } from '../../core/pixels/header.ts';
import { readFilm } from '../sources/read-film.ts';
import { openZip } from '../sources/zip.ts';
import { buildDicom, packRle } from '../testing/dicom-builder.ts';
import {
  encodeDeepPng,
  encodeFilm,
  encodeGreyJpeg,
  withGreyProfile,
  withOrientation,
} from '../testing/film-builder.ts';
import packedFilms from '../testing/fixtures/dicom-films.json' with { type: 'json' };
import { encodeLosslessJpeg } from '../testing/lossless-jpeg.ts';
import { decodeInPool } from './pool.ts';
import type { DecodedFilm } from './pool-messages.ts';

const SIDE = 16;
const SYNTAX = '1.2.840.10008.1.2';
const PER_FILM = 200;
const SEEDS = 12;
const ZIPS = 400;
/** A film's own share of time is a millisecond or two; a hang would run into this. */
const LONGEST_S = 120;
/** A codec that hangs costs this much twice. */
const PATIENCE_MS = 20_000;

const colours = (x: number, y: number) => [(x * 5) & 255, (y * 7) & 255, (x * y) & 255] as const;
const values = Array.from({ length: 24 * 16 }, (_, i) => (i * i) % 4096);
const dicom = { columns: 24, rows: 16, bits: 12, values };

/** One film of every kind that has a reader of its own. */
async function seeds(): Promise<Uint8Array<ArrayBuffer>[]> {
  return [
    withOrientation(await encodeFilm(48, 40, colours), 6),
    withGreyProfile(encodeGreyJpeg(6, 5, (column, row) => 30 * column + row)),
    await encodeFilm(40, 30, colours, 'image/png'),
    encodeDeepPng({ width: 24, height: 20, components: 1, sample: (x, y) => x * y * 9 }),
    await encodeFilm(40, 30, colours, 'image/webp'),
    buildDicom(dicom),
    buildDicom({ ...dicom, implicit: true }),
    buildDicom({ ...dicom, packed: packRle(values, 12), syntax: `${SYNTAX}.5` }),
    buildDicom({
      ...dicom,
      packed: encodeLosslessJpeg({ ...dicom, predictor: 1, restart: 0 }),
      syntax: `${SYNTAX}.4.70`,
    }),
    ...packedFilms.filter(({ name }) => /^JPEG/.test(name)).map(({ base64 }) => bytesOf(base64)),
    buildDicom({ ...dicom, bits: 8, packed: encodeGreyJpeg(3, 2, (column) => 60 * column), syntax: `${SYNTAX}.4.50` }),
  ];
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

/** The file cut off, with bits turned over, with a run of noise, or with its beginning disturbed. */
function mutate(seed: Uint8Array, rng: Rng): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(seed);
  const kind = rng.below(4);
  if (kind === 0) return copy.slice(0, rng.below(copy.length));
  const flips = kind === 1 ? 1 + rng.below(4) : kind === 2 ? 16 : 3;
  const reach = kind === 3 ? Math.min(copy.length, isDicom(seed) ? 500 : 120) : copy.length;
  const start = rng.below(copy.length);
  for (let i = 0; i < flips; i++) {
    const at = kind === 2 ? Math.min(copy.length - 1, start + i) : rng.below(reach);
    copy[at] = kind === 2 ? rng.below(256) : (copy[at] as number) ^ (1 << rng.below(8));
  }
  return copy;
}

async function decodeAll(films: readonly Uint8Array<ArrayBuffer>[]): Promise<Map<number, DecodedFilm>> {
  const found = new Map<number, DecodedFilm>();
  await decodeInPool(
    {
      cores: 2,
      patience: PATIENCE_MS,
      spawn: () => new Worker(new URL('../../workers/decode.worker.ts', import.meta.url), { type: 'module' }),
    },
    {
      films: films.length,
      settings: { imageSize: SIDE, interpolation: 'antialiased' },
      handle: (film) => Promise.resolve({ kind: 'file', file: new Blob([films[film] as Uint8Array<ArrayBuffer>]) }),
      wantsDigest: () => false,
      onFilm: (film, decoded) => found.set(film, decoded),
      signal: new AbortController().signal,
    },
  );
  return found;
}

test('2,400 damaged films: each is an image of the size it declares, or listed with a reason', async () => {
  const started = performance.now();
  const rng = makeRng(4, 'fuzz', 'films');
  const films = (await seeds()).flatMap((seed) => [seed, ...Array.from({ length: PER_FILM }, () => mutate(seed, rng))]);
  expect(films.length).toBe(SEEDS * (PER_FILM + 1));
  const found = await decodeAll(films);
  const reasons = new Map<string, number>();
  films.forEach((bytes, i) => {
    const decoded = found.get(i) as DecodedFilm;
    const reason = 'failed' in decoded ? decoded.failed : 'image';
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    if (i % (PER_FILM + 1) === 0) expect(reason).toBe('image');
    if ('failed' in decoded) return;
    expect(decoded.data.length).toBe(SIDE * SIDE * decoded.channels);
    const header = readHeader(bytes);
    if (header) expect(decoded.reading.file).toMatchObject({ width: header.width, height: header.height });
  });
  expect(found.size).toBe(films.length);
  expect(reasons.get('image-damaged') ?? 0).toBeGreaterThan(300);
  expect((performance.now() - started) / 1000).toBeLessThan(LONGEST_S);
});

test('400 damaged zips: every film that comes out is as it went in, and none is missing without a word', async () => {
  const rng = makeRng(4, 'fuzz', 'zips');
  const film = Uint8Array.from({ length: 700 }, (_, i) => (i * i) >> 3);
  const names = ['a/1.jpeg', 'a/2.jpeg', 'b/3.jpeg'];
  const packed = [0, 6].map((level) =>
    zipSync(Object.fromEntries(names.map((name) => [name, film])), { level: level as 0 | 6 }),
  );
  const ends = { whole: 0, refused: 0, filmRefused: 0 };
  for (let i = 0; i < ZIPS; i++) {
    const bytes = mutate(packed[i % 2] as Uint8Array, rng);
    try {
      const source = await openZip(new File([bytes], 'films.zip'), new AbortController().signal);
      expect(source.entries.length).toBe(names.length);
      for (const { path } of source.entries) {
        try {
          expect(await readFilm(await source.film(path))).toEqual(film);
          ends.whole++;
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          ends.filmRefused++;
        }
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      ends.refused++;
    }
  }
  expect(ends.whole).toBeGreaterThan(100);
  expect(ends.filmRefused).toBeGreaterThan(50);
});
