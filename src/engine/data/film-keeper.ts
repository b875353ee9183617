import type { AppError } from '../../core/base/errors.ts';
import { toAppError } from '../../core/base/errors.ts';
import type { KeptFilms } from '../../core/dataset/kept-films.ts';
import { type FilmWriter, startKeeping } from '../../storage/kept-films.ts';
import type { PixelStore } from '../pixel-store.ts';

/** Bytes that are written at once: few calls, and little left at the end. */
const CHUNK_BYTES = 4e6;

/**
 * Writes a store to the device while it is being filled, film after film from the first; a first colour film makes all films
 * three times as large, so that it starts again. Failing to keep never fails the decoding.
 */
export class FilmKeeper {
  readonly #id: string;
  readonly #store: PixelStore;
  readonly #done: Uint8Array;
  /** Films from the first on that are all there, and those of them that are written. */
  #whole = 0;
  #written = 0;
  #channels: 1 | 3;
  #work: Promise<FilmWriter | null>;
  #error: AppError | null = null;

  constructor(id: string, store: PixelStore) {
    this.#id = id;
    this.#store = store;
    this.#done = new Uint8Array(store.films);
    this.#channels = store.channels;
    this.#work = this.#start();
  }

  /** Tells that a film is in the store, or never will be. */
  add(sample: number): void {
    this.#done[sample] = 1;
    while (this.#done[this.#whole] === 1) this.#whole++;
    if (this.#channels !== this.#store.channels) this.#restart();
    const filmBytes = this.#store.settings.imageSize ** 2 * this.#channels;
    if ((this.#whole - this.#written) * filmBytes >= CHUNK_BYTES) this.#writeWhole();
  }

  /** Keeps the whole set; gives what went wrong, or null. */
  async keep(record: KeptFilms, handles: readonly FileSystemHandle[]): Promise<AppError | null> {
    this.#writeWhole();
    this.#then((writer) => writer.keep(record, handles));
    await this.#work;
    return this.#error;
  }

  /** Leaves nothing behind of a decoding that was cancelled. */
  abandon(): void {
    this.#then((writer) => writer.abandon());
  }

  #restart(): void {
    this.abandon();
    this.#channels = this.#store.channels;
    this.#written = 0;
    this.#work = this.#work.then(() => this.#start());
  }

  #start(): Promise<FilmWriter | null> {
    return startKeeping(this.#id).catch((error: unknown) => this.#fail(error));
  }

  #writeWhole(): void {
    const bytes = this.#store.between(this.#written, this.#whole);
    this.#written = this.#whole;
    this.#then((writer) => writer.append(bytes));
  }

  /** One thing after the other; after a failure nothing more. */
  #then(step: (writer: FilmWriter) => Promise<void>): void {
    this.#work = this.#work.then(async (writer) => {
      if (!writer) return null;
      try {
        await step(writer);
        return writer;
      } catch (error) {
        await writer.abandon().catch(() => {});
        return this.#fail(error);
      }
    });
  }

  #fail(error: unknown): null {
    this.#error = toAppError(error);
    return null;
  }
}
