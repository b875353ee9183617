/** Real DICOM films, from folders and zips: `DICOM_DIR=… npx vitest run --project browser src/workers/real-dicom`. */
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { FilmTiles } from '../core/dataset/explore.ts';
import type { FilmFacts } from '../core/dataset/facts.ts';
import type { DatasetIndex, IgnoredReason } from '../core/dataset/types.ts';
import type { DecodeReport } from '../core/training/exchange.ts';
import { startDataWorker } from './data-client.ts';
import type { ReadableFile, SourceRequest } from './protocol.ts';
import { readRealFiles } from './testing/real-files.ts';

const live = new AbortController().signal;
const SETTINGS = { imageSize: 64, interpolation: 'antialiased' } as const;

/** Why a DICOM file may be no film. */
const REASONS: readonly IgnoredReason[] = [
  'image-damaged',
  'image-too-large',
  'dicom-frames',
  'dicom-not-radiograph',
  'dicom-no-pixels',
  'dicom-unsupported',
];

interface Opened {
  readonly index: DatasetIndex;
  readonly report: DecodeReport;
  readonly facts: FilmFacts;
  readonly tiles: FilmTiles;
}

async function open(request: SourceRequest): Promise<Opened> {
  const { api, terminate } = startDataWorker();
  const index = await api.open(request, live);
  const report = await api.decode(SETTINGS, () => {}, live);
  const facts = (await api.facts()) as FilmFacts;
  const tiles = await api.tiles(Uint32Array.from(index.paths.keys()));
  terminate();
  return { index, report, facts, tiles };
}

/** Rows and columns as a plain search for their tags (0028,0010) and (0028,0011) finds them, little endian with or without VR. */
function declaredSize(bytes: Uint8Array): { height: number; width: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [rows, columns] = [0x10, 0x11].map((element) => {
    const isTag = (at: number) => view.getUint32(at, true) === 0x0028 + element * 0x10000;
    const at = bytes.findIndex((byte, i) => byte === 0x28 && i + 10 < bytes.length && isTag(i));
    return view.getUint16(at + 8, true);
  });
  return { height: rows ?? 0, width: columns ?? 0 };
}

/** Two classes, since a set has no fewer. */
function asSet(files: readonly ReadableFile[]): ReadableFile[] {
  return files.map(({ file }, i) => ({ path: `set/train/${i % 2 ? 'ODD' : 'EVEN'}/${i}.dcm`, file }));
}

test('each is an image of its declared size, or listed with a reason', async ({ skip, annotate }) => {
  const files = await readRealFiles('DICOM_DIR');
  if (!files) {
    skip('DICOM_DIR names no folder of DICOM files');
    return;
  }
  const set = asSet(files);
  const contents = await Promise.all(set.map(async ({ file }) => new Uint8Array(await file.arrayBuffer())));
  const folder = await open({ kind: 'folder', name: 'set', files: set });
  const { index, report, facts, tiles } = folder;
  const failed = new Map(report.failed.map(({ path, reason }) => [path, reason]));
  expect(index.paths).toHaveLength(files.length);
  index.paths.forEach((path, sample) => {
    const reason = failed.get(path);
    if (reason) {
      expect(REASONS, path).toContain(reason);
      return;
    }
    const bytes = contents[set.findIndex((file) => file.path === path)] as Uint8Array;
    expect({ height: facts.height[sample], width: facts.width[sample] }, path).toEqual(declaredSize(bytes));
    // A picture of something: neither blank nor all but black or white.
    expect(facts.deviation[sample], path).toBeGreaterThan(10);
    expect(facts.mean[sample], path).toBeGreaterThan(20);
    expect(facts.mean[sample], path).toBeLessThan(235);
  });
  expect(tiles.data).toHaveLength(files.length * SETTINGS.imageSize ** 2 * report.storedChannels);
  await annotate(
    `${report.films} of ${files.length} are films; the others: ${[...failed.values()].join(', ') || 'none'}`,
  );
  const packed = zipSync(Object.fromEntries(set.map(({ path }, i) => [path, contents[i] as Uint8Array])), { level: 0 });
  const zip = await open({ kind: 'zip', file: new File([Uint8Array.from(packed)], 'set.zip') });
  expect(zip.index.paths).toEqual(index.paths);
  expect(zip.report.failed).toEqual(report.failed);
  expect(zip.tiles.data).toEqual(tiles.data);
});
