import * as v from 'valibot';
import { type KeptFilms, type KeptSummary, pixelBytes } from '../core/dataset/kept-films.ts';
import { type ByteFile, createByteFile, readByteFile, sweepByteFiles } from './byte-file.ts';
import { committed, toStorageError, withDatabase } from './database.ts';
import { sweepPatients } from './kept-patients.ts';
import { takeName, takenNames } from './locks.ts';

/** Sets kept at most; the one that was kept longest ago goes first. */
const MOST_KEPT = 4;

/** What a list needs, small enough to be read for each; the record itself stands beside the parts of files. */
interface Listed {
  readonly summary: KeptSummary;
  /** The ways back to the dropped folders, where the browser gives them. */
  readonly handles: readonly FileSystemHandle[];
}

/** A kept set with its pixels. */
export interface ReadFilms {
  readonly record: KeptFilms;
  readonly handles: readonly FileSystemHandle[];
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** Writes the pixels of a set from the first film to the last; nothing is kept before `keep`. */
export interface FilmWriter {
  append(bytes: Uint8Array): Promise<void>;
  /** Keeps the set: from here on it is found again. */
  keep(record: KeptFilms, handles: readonly FileSystemHandle[]): Promise<void>;
  abandon(): Promise<void>;
}

/**
 * Starts keeping the set `id`; null where another tab is about to keep it. Every call throws `storage-full` or
 * `storage-unavailable` where the browser refuses.
 */
export async function startKeeping(id: string): Promise<FilmWriter | null> {
  const release = await takeName(nameOf(id));
  if (!release) return null;
  try {
    const file = await named(() => createByteFile(id));
    return {
      append: (bytes) => named(() => file.append(bytes)),
      keep: (record, handles) => named(() => keep(file, record, handles)).finally(release),
      abandon: () => file.abandon().finally(release),
    };
  } catch (error) {
    release();
    throw error;
  }
}

const NAMES = 'thoraxlab films ';

/** The name among all tabs under which a set is written. */
function nameOf(id: string): string {
  return NAMES + id;
}

async function keep(file: ByteFile, record: KeptFilms, handles: readonly FileSystemHandle[]): Promise<void> {
  await file.close();
  const listed: Listed = { summary: summaryOf(record, handles.length > 0), handles };
  await withDatabase(async (database) => {
    const transaction = database.transaction(['films', 'chunks'], 'readwrite');
    const writes = [
      transaction.objectStore('films').put(listed, record.id),
      transaction.objectStore('chunks').put(record, recordKey(record.id)),
    ];
    await committed(transaction.done, writes);
  });
  const kept = await list();
  await forget(kept.slice(MOST_KEPT).map(({ summary }) => summary.id));
}

function summaryOf(record: KeptFilms, hasFiles: boolean): KeptSummary {
  const { id, index, settings, savedAt } = record;
  return {
    id,
    name: index.name,
    films: index.paths.length,
    imageSize: settings.imageSize,
    interpolation: settings.interpolation,
    bytes: pixelBytes(record),
    savedAt,
    fingerprint: index.fingerprint,
    hasFiles,
  };
}

/** The parts of files are counted from 0. */
function recordKey(id: string): [string, number] {
  return [id, -1];
}

/** The kept sets, newest first. */
export async function listKeptFilms(): Promise<KeptSummary[]> {
  return (await list()).map(({ summary }) => summary);
}

/** A kept set; null when it is absent or not whole. */
export async function readKeptFilms(id: string): Promise<ReadFilms | null> {
  const [listed, value] = await withDatabase((database) =>
    Promise.all([database.get('films', id), database.get('chunks', recordKey(id))]),
  );
  const record = parseRecord(value);
  const pixels = record && (await readByteFile(id, pixelBytes(record)));
  return pixels ? { record, pixels, handles: parseListed(listed)?.handles ?? [] } : null;
}

/** The ways back to the files of a kept set: only the page itself may ask the user's leave for them. */
export async function readHandles(id: string): Promise<readonly FileSystemHandle[]> {
  return parseListed(await withDatabase((database) => database.get('films', id)))?.handles ?? [];
}

/** Deletes one kept set, or all, and whatever a crash has left of others. */
export async function deleteKeptFilms(id: string | null): Promise<void> {
  await forget(id === null ? (await list()).map(({ summary }) => summary.id) : [id]);
}

async function forget(ids: readonly string[]): Promise<void> {
  await withDatabase((database) => Promise.all(ids.map((id) => database.delete('films', id))));
  const kept = (await list()).map(({ summary }) => summary);
  // Of what is no kept set a crash left some, but other tabs may be writing the rest.
  const written = (await takenNames(NAMES)).map((name) => name.slice(NAMES.length));
  await sweepByteFiles(new Set([...kept.map((set) => set.id), ...written]));
  await sweepPatients(new Set(kept.map((set) => set.fingerprint)));
}

async function list(): Promise<Listed[]> {
  const values = await withDatabase((database) => database.getAll('films'));
  const listed = values.map(parseListed).filter((one) => one !== null);
  return listed.sort((a, b) => b.summary.savedAt.localeCompare(a.summary.savedAt));
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

const interpolation = v.picklist(['nearest', 'antialiased']);

const LISTED = v.object({
  summary: v.object({
    id: v.string(),
    name: v.string(),
    films: v.number(),
    imageSize: v.number(),
    interpolation: v.optional(interpolation),
    bytes: v.number(),
    savedAt: v.string(),
    fingerprint: v.string(),
    hasFiles: v.boolean(),
  }),
  handles: v.array(
    v.custom<FileSystemHandle>((value) => typeof value === 'object' && value !== null && 'kind' in value),
  ),
});

const RECORD = v.object({
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
  settings: v.object({ imageSize: v.number(), interpolation }),
  channels: v.picklist([1, 3]),
  failed: v.array(v.tuple([v.number(), v.string()])),
  facts: v.looseObject({ width: words, height: words, mean: reals, hash: v.instance(Uint32Array), digest: bytes }),
  canvasTrusted: v.boolean(),
});

function parseListed(value: unknown): Listed | null {
  const parsed = v.safeParse(LISTED, value);
  return parsed.success ? parsed.output : null;
}

/** What another version of the app wrote, or half of it, is as good as absent: the films are decoded again. */
function parseRecord(value: unknown): KeptFilms | null {
  const parsed = v.safeParse(RECORD, value);
  if (!parsed.success) return null;
  const found = parsed.output as unknown as KeptFilms;
  // What is kept goes by film names; sets of earlier days do not say so.
  const index = { ...found.index, namedFingerprint: found.index.fingerprint };
  const record = { ...found, index };
  const { facts } = record;
  const columns = [index.sizes, index.splits, index.labels, index.patients, index.persons, index.pathogens, facts.mean];
  return columns.every((column) => column.length === index.paths.length) ? record : null;
}
