import * as v from 'valibot';
import { type KeptFilms, type KeptSummary, pixelBytes } from '../core/dataset/kept-films.ts';
import { type ByteFile, createByteFile, readByteFile, sweepByteFiles } from './byte-file.ts';
import { toStorageError, withDatabase } from './database.ts';

/** Sets kept at most; the one that was kept longest ago goes first. */
const MOST_KEPT = 4;

/** What stands in the database: the record, and the ways back to the dropped folders where the browser gives them. */
interface Kept {
  readonly record: KeptFilms;
  readonly handles: readonly FileSystemHandle[];
}

/** A kept set with its pixels. */
export interface ReadFilms extends Kept {
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** Writes the pixels of a set from the first film to the last; nothing is kept before `keep`. */
export interface FilmWriter {
  append(bytes: Uint8Array): Promise<void>;
  /** Keeps the set: from here on it is found again. */
  keep(record: KeptFilms, handles: readonly FileSystemHandle[]): Promise<void>;
  abandon(): Promise<void>;
}

/** Starts keeping the set `id`. Every call throws `storage-full` or `storage-unavailable` where the browser refuses. */
export async function startKeeping(id: string): Promise<FilmWriter> {
  const file = await named(() => createByteFile(id));
  return {
    append: (bytes) => named(() => file.append(bytes)),
    keep: (record, handles) => named(() => keep(file, record, handles)),
    abandon: () => file.abandon(),
  };
}

async function keep(file: ByteFile, record: KeptFilms, handles: readonly FileSystemHandle[]): Promise<void> {
  await file.close();
  await withDatabase((database) => database.put('films', { record, handles }, record.id));
  const kept = await listKept();
  await forget(kept.slice(MOST_KEPT).map((one) => one.record.id));
}

/** The kept sets, newest first. */
export async function listKeptFilms(): Promise<KeptSummary[]> {
  return (await listKept()).map(({ record, handles }) => ({
    id: record.id,
    name: record.index.name,
    films: record.index.paths.length,
    imageSize: record.settings.imageSize,
    bytes: pixelBytes(record),
    savedAt: record.savedAt,
    fingerprint: record.index.fingerprint,
    hasFiles: handles.length > 0,
  }));
}

/** A kept set; null when it is absent or not whole. */
export async function readKeptFilms(id: string): Promise<ReadFilms | null> {
  const kept = parse(await withDatabase((database) => database.get('films', id)));
  const pixels = kept && (await readByteFile(id, pixelBytes(kept.record)));
  return kept && pixels ? { ...kept, pixels } : null;
}

/** The ways back to the files of a kept set: only the page itself may ask the user's leave for them. */
export async function readHandles(id: string): Promise<readonly FileSystemHandle[]> {
  return parse(await withDatabase((database) => database.get('films', id)))?.handles ?? [];
}

/** Deletes one kept set, or all, and whatever a crash has left of others. */
export async function deleteKeptFilms(id: string | null): Promise<void> {
  await forget(id === null ? (await listKept()).map(({ record }) => record.id) : [id]);
}

async function forget(ids: readonly string[]): Promise<void> {
  await withDatabase((database) => Promise.all(ids.map((id) => database.delete('films', id))));
  await sweepByteFiles(new Set((await listKept()).map(({ record }) => record.id)));
}

async function listKept(): Promise<Kept[]> {
  const values = await withDatabase((database) => database.getAll('films'));
  const kept = values.map(parse).filter((one) => one !== null);
  return kept.sort((a, b) => b.record.savedAt.localeCompare(a.record.savedAt));
}

async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStorageError(error);
  }
}

const bytes = v.instance(Uint8Array);
const words = v.instance(Uint16Array);
const reals = v.instance(Float32Array);

const KEPT = v.object({
  record: v.object({
    version: v.literal(1),
    id: v.string(),
    savedAt: v.string(),
    index: v.looseObject({
      name: v.string(),
      classNames: v.array(v.string()),
      paths: v.array(v.string()),
      sizes: v.instance(Float64Array),
      splits: bytes,
      labels: bytes,
      patients: v.instance(Int32Array),
      persons: v.instance(Int32Array),
      pathogens: bytes,
      fingerprint: v.string(),
    }),
    settings: v.object({ imageSize: v.number(), interpolation: v.picklist(['nearest', 'antialiased']) }),
    channels: v.picklist([1, 3]),
    failed: v.array(v.tuple([v.number(), v.string()])),
    facts: v.looseObject({ width: words, height: words, mean: reals, hash: v.instance(Uint32Array), digest: bytes }),
    canvasTrusted: v.boolean(),
  }),
  handles: v.array(
    v.custom<FileSystemHandle>((value) => typeof value === 'object' && value !== null && 'kind' in value),
  ),
});

/** What another version of the app wrote, or half of it, is as good as absent: the films are decoded again. */
function parse(value: unknown): Kept | null {
  const parsed = v.safeParse(KEPT, value);
  if (!parsed.success) return null;
  const kept = parsed.output as unknown as Kept;
  const { index, facts } = kept.record;
  const films = index.paths.length;
  const columns = [index.sizes, index.splits, index.labels, index.patients, index.persons, index.pathogens, facts.mean];
  return columns.every((column) => column.length === films) ? kept : null;
}
