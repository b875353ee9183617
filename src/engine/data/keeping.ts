import { AppError, type ErrorCode } from '../../core/base/errors.ts';
import type { FilmFacts } from '../../core/dataset/facts.ts';
import { isKeptAs } from '../../core/dataset/kept-films.ts';
import type { DatasetIndex } from '../../core/dataset/types.ts';
import type { DecodeSettings } from '../../core/pixels/settings.ts';
import { listKeptFilms, type ReadFilms, readKeptFilms } from '../../storage/kept-films.ts';
import { keepPatients, readPatients } from '../../storage/kept-patients.ts';
import { PixelStore } from '../pixel-store.ts';
import { openKept } from '../sources/kept.ts';
import { FilmKeeper } from './film-keeper.ts';
import { keptIdOf } from './kept-id.ts';
import type { OpenedDataset } from './opened-dataset.ts';
import { PatientReadings } from './patient-readings.ts';

/** What a decoding gives, made anew or read back. */
interface Decoded {
  readonly store: PixelStore;
  readonly facts: FilmFacts;
}

/** Keeps decoded sets on the device and finds them again: by what the files are, or by the name they were kept under. */
export class Keeping {
  readonly #now: () => Date;
  /** A set that was opened without its files. */
  #inHand: ReadFilms | null = null;
  #keeper: FilmKeeper | null = null;
  #result: Promise<ErrorCode | null> = Promise.resolve(null);
  /** Under which the films that are being decoded will be found again; null when they are not to be kept. */
  #id: string | null = null;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /**
   * Opens a kept set; its files can be read only through `handles`, to which the user has given leave. Throws `record-damaged`,
   * and AbortError where another set was asked for while this one was read: then it is not the one in hand.
   */
  async open(
    id: string,
    handles: readonly FileSystemHandle[],
    signal: AbortSignal,
  ): Promise<OpenedDataset & { settings: DecodeSettings }> {
    const kept = await readKeptFilms(id);
    signal.throwIfAborted();
    if (!kept) throw new AppError('record-damaged', { record: 'films' });
    this.#inHand = kept;
    const { index, settings } = kept.record;
    return { index, settings, source: openKept(index.name, index.source, handles), handles };
  }

  /**
   * The decoded films of a set, when they were kept with these settings; else null, and the coming decoding is to be kept. Throws
   * AbortError where that decoding is no longer wanted.
   */
  async find(opened: OpenedDataset, settings: DecodeSettings, signal: AbortSignal): Promise<Decoded | null> {
    const { id, kept } = await this.#look(opened, settings);
    signal.throwIfAborted();
    this.#id = kept ? null : id;
    if (!kept) return null;
    this.#result = Promise.resolve(null);
    return restore(kept);
  }

  /** What is kept of a set, and under which name it would be; null where it is not to be kept. */
  async #look({ index, source }: OpenedDataset, settings: DecodeSettings): Promise<Looked> {
    const inHand = this.#inHand;
    if (inHand)
      return { id: null, kept: isSame(inHand.record.settings, settings) ? inHand : await other(inHand, settings) };
    // Films that the page draws itself are drawn again as fast.
    if (index.source === 'synthetic') return { id: null, kept: null };
    const id = await keptIdOf(index, source.entries, settings).catch(() => null);
    const kept = id === null ? null : await readKeptFilms(id).catch(() => null);
    return { id, kept: kept?.record.index.paths.length === index.paths.length ? kept : null };
  }

  /** Watches a store that is being filled. */
  begin(store: PixelStore): void {
    this.#keeper = this.#id === null ? null : new FilmKeeper(this.#id, store);
    this.#result = Promise.resolve(null);
  }

  /** Tells that a film is in the store, or never will be. */
  add(sample: number): void {
    this.#keeper?.add(sample);
  }

  /** Keeps the films that were watched, now that all are there. */
  finish({ store, facts }: Decoded, { index, handles }: OpenedDataset, canvasTrusted: boolean): void {
    if (!this.#keeper || this.#id === null) return;
    const record = {
      version: 1,
      id: this.#id,
      savedAt: this.#now().toISOString(),
      index,
      settings: store.settings,
      channels: store.channels,
      failed: [...store.failed],
      facts,
      canvasTrusted,
    } as const;
    this.#result = this.#keeper.keep(record, handles).then((error) => error?.code ?? null);
    this.#keeper = null;
  }

  /** An index by every rule of patients that the user gave on earlier visits; by the names in a browser that keeps nothing. */
  async readPatients(named: DatasetIndex): Promise<PatientReadings> {
    return new PatientReadings(named, await readPatients(named.fingerprint).catch(() => null));
  }

  /** Keeps what the user says of patients, where the films themselves are kept. */
  keepPatients(readings: PatientReadings): void {
    const { fingerprint } = readings.named;
    const kept = readings.toKeep();
    this.#result = this.#result.then(async (failure) => {
      const isKept = (await listKeptFilms().catch(() => [])).some((set) => set.fingerprint === fingerprint);
      if (isKept) await keepPatients(fingerprint, kept).catch(() => {});
      return failure;
    });
  }

  /** Ends what was watched: the decoding was cancelled or failed, and nothing half stays. */
  abandon(): void {
    this.#keeper?.abandon();
    this.#keeper = null;
  }

  /** Forgets what was in hand too: another set comes. */
  end(): void {
    this.abandon();
    this.#inHand = null;
    this.#id = null;
    this.#result = Promise.resolve(null);
  }

  /** Why the films in hand could not be kept; null once they are, and where nothing was to be kept. */
  result(): Promise<ErrorCode | null> {
    return this.#result;
  }
}

interface Looked {
  readonly id: string | null;
  readonly kept: ReadFilms | null;
}

/** The films of a set in other settings, kept as well; what is decoded of a set without its files at hand is not kept again. */
async function other({ record }: ReadFilms, settings: DecodeSettings): Promise<ReadFilms | null> {
  const { fingerprint } = record.index;
  const listed = await listKeptFilms();
  for (const { id } of listed.filter((one) => one.fingerprint === fingerprint && isKeptAs(one, settings))) {
    const kept = await readKeptFilms(id);
    if (kept && isSame(kept.record.settings, settings)) return kept;
  }
  return null;
}

function restore({ record, pixels }: ReadFilms): Decoded {
  const { settings, channels, index, facts, failed } = record;
  const store = new PixelStore(index.paths.length, settings, { channels, data: pixels });
  for (const [sample, reason] of failed) store.fail(sample, reason);
  return { store, facts };
}

/** Whether films decoded with one serve the other. */
export function isSame(a: DecodeSettings, b: DecodeSettings): boolean {
  return a.imageSize === b.imageSize && a.interpolation === b.interpolation;
}
