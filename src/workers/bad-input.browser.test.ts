/** Bad files of every kind among good films, from a folder and from a zip: each is listed with its reason, and none stops the others. */
import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import type { IgnoredReason } from '../core/dataset/types.ts';
import { crc32 } from '../core/pixels/crc32.ts';
import { buildDicom } from '../engine/testing/dicom-builder.ts';
import { encodeFilm } from '../engine/testing/film-builder.ts';
import { startDataWorker } from './data-client.ts';
import type { SourceRequest } from './protocol.ts';

const live = new AbortController().signal;
const SETTINGS = { imageSize: 32, interpolation: 'antialiased' } as const;
const STORAGE = '1.2.840.10008.5.1.4.1.1';
const GOOD = 4;

const small = { columns: 4, rows: 2, bits: 8, values: [0, 40, 80, 120, 160, 200, 240, 255] } as const;

/** A PNG whose header claims a size, and nothing else. */
function claimingPng(side: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, side);
  new DataView(bytes.buffer).setUint32(20, side);
  bytes[24] = 8;
  return bytes;
}

async function badFiles(): Promise<Record<string, { bytes: Uint8Array<ArrayBuffer>; reason: IgnoredReason }>> {
  const film = await encodeFilm(90, 70);
  return {
    'bomb.dcm': { bytes: buildDicom({ ...small, rows: 65_535, columns: 65_535 }), reason: 'image-too-large' },
    'bomb.png': { bytes: claimingPng(60_000), reason: 'image-too-large' },
    'ct.dcm': {
      bytes: buildDicom({ ...small, storage: `${STORAGE}.2`, modality: 'CT' }),
      reason: 'dicom-not-radiograph',
    },
    'cut.jpeg': { bytes: film.slice(0, film.length / 2), reason: 'image-damaged' },
    'frames.dcm': { bytes: buildDicom({ ...small, elements: { '00280008': ['IS', '3'] } }), reason: 'dicom-frames' },
    'no-pixels.dcm': { bytes: buildDicom({ ...small, packed: null }), reason: 'dicom-no-pixels' },
    'palette.dcm': { bytes: buildDicom({ ...small, photometric: 'PALETTE COLOR' }), reason: 'dicom-unsupported' },
    'pdf.dcm': {
      bytes: buildDicom({ ...small, storage: `${STORAGE}.104.1`, modality: 'DOC', packed: null }),
      reason: 'dicom-no-pixels',
    },
    'text.jpeg': { bytes: new TextEncoder().encode('no film'), reason: 'not-an-image' },
  };
}

async function goodFiles(): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
  const films = Array.from({ length: GOOD }, async (_, i) => {
    const bytes = await encodeFilm(90, 70, (x) => [40 * i + x, 40 * i + x, 40 * i + x]);
    return [`set/train/${'AB'[i % 2]}/good-${i}.jpeg`, bytes] as const;
  });
  return Object.fromEntries(await Promise.all(films));
}

async function decode(request: SourceRequest) {
  const { api, terminate } = startDataWorker();
  await api.open(request, live);
  const report = await api.decode(SETTINGS, () => {}, live);
  terminate();
  return report;
}

test('in a folder', async () => {
  const bad = await badFiles();
  const files = Object.entries(await goodFiles()).map(([path, bytes]) => ({ path, file: new File([bytes], path) }));
  for (const [name, { bytes }] of Object.entries(bad))
    files.push({ path: `set/train/A/${name}`, file: new File([bytes], name) });
  const report = await decode({ kind: 'folder', name: 'set', files });
  expect(report.films).toBe(GOOD);
  expect(report.failed).toEqual(
    Object.entries(bad).map(([name, { reason }]) => ({ path: `set/train/A/${name}`, reason })),
  );
});

interface Packed {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** What the directory says, whatever the bytes are. */
  readonly size: number;
  readonly crc: number;
}

/** A zip whose directory gives sizes of 64 bits, as APPNOTE 4.5.3 wants them for files of over 4 GB. */
function zip64(entries: readonly Packed[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, bytes, size, crc } of entries) {
    const name = new TextEncoder().encode(path);
    const packed = deflateSync(bytes);
    const common = [u16(45), u16(0), u16(8), u32(0), u32(crc)].flat();
    const extra = [u16(1), u16(16), u64(size), u64(packed.length)].flat();
    const both = [u32(0xffff_ffff), u32(0xffff_ffff), u16(name.length), u16(extra.length)].flat();
    const local = Uint8Array.from([...u32(0x0403_4b50), ...common, ...both, ...name, ...extra]);
    parts.push(local, packed);
    const more = [u16(0), u16(0), u16(0), u32(0), u32(offset)].flat();
    directory.push(Uint8Array.from([...u32(0x0201_4b50), ...u16(45), ...common, ...both, ...more, ...name, ...extra]));
    offset += local.length + packed.length;
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const counts = [u16(0), u16(0), u16(entries.length), u16(entries.length)].flat();
  const end = Uint8Array.from([...u32(0x0605_4b50), ...counts, ...u32(length), ...u32(offset), ...u16(0)]);
  const all = [...parts, ...directory, end];
  const whole = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  all.reduce((at, part) => {
    whole.set(part, at);
    return at + part.length;
  }, 0);
  return whole;
}

const u16 = (value: number) => [value & 255, (value >> 8) & 255];
const u32 = (value: number) => [...u16(value & 0xffff), ...u16(value >>> 16)];
const u64 = (value: number) => [...u32(value % 2 ** 32), ...u32(Math.floor(value / 2 ** 32))];

test('in a zip, with 10 GB of zeros in it and a film of another check sum', async () => {
  const [bad, good] = [await badFiles(), await goodFiles()];
  const entry = (path: string, bytes: Uint8Array, change: Partial<Packed> = {}): Packed => {
    return { path, bytes, size: bytes.length, crc: crc32(bytes), ...change };
  };
  const film = Object.values(good)[0] as Uint8Array<ArrayBuffer>;
  const bytes = zip64([
    ...Object.entries(good).map(([path, own]) => entry(path, own)),
    ...Object.entries(bad).map(([name, { bytes: own }]) => entry(`set/train/A/${name}`, own)),
    entry('set/train/B/changed.jpeg', film, { crc: 1 }),
    entry('set/train/B/zeros.png', new Uint8Array(100_000), { size: 10e9 }),
  ]);
  const started = performance.now();
  const report = await decode({ kind: 'zip', file: new File([bytes], 'set.zip') });
  expect(report.films).toBe(GOOD);
  expect(report.failed).toEqual([
    ...Object.entries(bad).map(([name, { reason }]) => ({ path: `set/train/A/${name}`, reason })),
    { path: 'set/train/B/changed.jpeg', reason: 'image-damaged' },
    { path: 'set/train/B/zeros.png', reason: 'image-too-large' },
  ]);
  expect((performance.now() - started) / 1000).toBeLessThan(20);
});
