import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { AppError } from '../core/base/errors.ts';

/** The browser's database: what was written is `unknown` until parsed, since an older or newer app may have written it. */
interface Schema extends DBSchema {
  /** `ModelRecord` by id. */
  models: { key: string; value: unknown };
  /** `ModelArtifacts` by the id of their record. */
  artifacts: { key: string; value: unknown };
  /** `Checkpoint` by the run's id. */
  checkpoints: { key: string; value: unknown };
  /** `KeptFilms` by id: what is known of a decoded set, whose pixels stand in a file. */
  films: { key: string; value: unknown };
  /** Parts of such files, by file and number, where the browser has no file system of its own. */
  chunks: { key: [string, number]; value: unknown };
  /** Looks at a sealed test set, by network and fingerprint of the films. */
  looks: { key: [string, string]; value: unknown };
  /** `EpochOutputs` by run and epoch. */
  outputs: { key: [string, number]; value: unknown };
  /** `KeptAnswers` by network, weights, split, and fingerprint of the films. */
  answers: { key: [string, string, string, string]; value: unknown };
  /** `KeptPatients` by the fingerprint of the films by their names. */
  patients: { key: string; value: unknown };
}

export type Database = IDBPDatabase<Schema>;

const NAME = 'thoraxlab';
/** 2 brought `films` and `chunks`, 3 `looks`, 4 `outputs`, 5 `answers`, 6 `patients`. */
const VERSION = 6;

const STORES = [
  'models',
  'artifacts',
  'checkpoints',
  'films',
  'chunks',
  'looks',
  'outputs',
  'answers',
  'patients',
] as const;

/**
 * Opens the database, lets `use` work on it, and closes it again, so that no tab holds up another.
 * Throws `storage-unavailable` where the browser keeps nothing, `storage-full` when there is no room left.
 */
export async function withDatabase<T>(use: (database: Database) => Promise<T>): Promise<T> {
  const database = await open();
  try {
    return await use(database);
  } catch (error) {
    throw toStorageError(error);
  } finally {
    database.close();
  }
}

/**
 * Waits until all writes of a transaction stand, or none. The transaction's own error names the cause, such as a full
 * disk; that of a single write may only say that the transaction was aborted.
 */
export async function committed(done: Promise<void>, writes: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(writes);
  await done;
}

async function open(): Promise<Database> {
  if (typeof indexedDB === 'undefined') throw new AppError('storage-unavailable');
  try {
    return await openDB<Schema>(NAME, VERSION, {
      upgrade(database) {
        const missing = STORES.filter((store) => !database.objectStoreNames.contains(store));
        for (const store of missing) database.createObjectStore(store);
      },
    });
  } catch (cause) {
    throw new AppError('storage-unavailable', {}, { cause });
  }
}

/** A full disk has a name of its own; everything else stays what it is. */
export function toStorageError(error: unknown): unknown {
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
  return isFull ? new AppError('storage-full', {}, { cause: error }) : error;
}
