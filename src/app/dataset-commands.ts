import { isAbortError, toAppError } from '../core/base/errors.ts';
import { mergePatients } from '../core/dataset/patients.ts';
import type { DatasetIndex } from '../core/dataset/types.ts';
import type { DecodeSettings } from '../core/pixels/settings.ts';
import { isBusy } from '../core/training/run-state.ts';
import type { DataApi, SourceRequest } from '../workers/protocol.ts';
import type { AppContext } from './context.ts';
import type { Commands, DatasetPhase } from './state.ts';
import { notify } from './store.ts';

type DatasetCommands = Pick<
  Commands,
  'openFiles' | 'openZip' | 'openSynthetic' | 'cancelDecoding' | 'decodeAgain' | 'picture' | 'thumbnail'
>;

/** Seed of the synthetic films: everybody gets the same ones. */
const SYNTHETIC_SEED = 1;

/** Opening and decoding films; one at a time, the newer one wins. */
export class Dataset {
  readonly #context: AppContext;
  #abort = new AbortController();
  #decoding: { settings: DecodeSettings; done: Promise<boolean> } | null = null;

  constructor(context: AppContext) {
    this.#context = context;
  }

  /** The commands of the data screen. */
  commands(): DatasetCommands {
    return {
      openFiles: (name, files, handles) => this.open({ kind: 'folder', name, files, handles }, name),
      openZip: (file) => this.open({ kind: 'zip', file }, file.name),
      openSynthetic: () => this.open({ kind: 'synthetic', seed: SYNTHETIC_SEED }, 'Synthetic films'),
      cancelDecoding: () => this.cancel(),
      decodeAgain: async () => {
        await this.ensureDecoded(this.#context.store.getState().config.preprocessing);
      },
      picture: async (file, size) => {
        const data = await this.#context.workers.data();
        return data.picture(file, size).catch(() => null);
      },
      thumbnail: async (sample, size) => {
        const data = await this.#context.workers.data();
        return data.thumbnail(sample, size).catch(() => null);
      },
    };
  }

  /** Ends what is being listed or decoded. */
  cancel(): void {
    this.#abort.abort();
  }

  /** Replaces the dataset by what `request` names; refused while a run needs the films. */
  async open(request: SourceRequest, name: string): Promise<void> {
    await this.openBy(name, (data, signal) => data.open(request, signal));
  }

  /** Replaces the dataset by what `list` gives, and decodes it; refused while a run needs the films. */
  async openBy(name: string, list: (data: DataApi, signal: AbortSignal) => Promise<DatasetIndex>): Promise<void> {
    const { store, workers } = this.#context;
    if (isBusy(store.getState().run)) {
      notify(store, 'error', { message: 'stop-first', name });
      return;
    }
    const start = performance.now();
    const ended = this.#context.evaluation.end();
    const signal = this.#newTask();
    store.setState({ dataset: { kind: 'indexing', name } });
    try {
      await ended;
      store.setState({ evaluation: { kind: 'none' } });
      signal.throwIfAborted();
      const data = await workers.data();
      const index = await list(data, signal);
      signal.throwIfAborted();
      const indexSeconds = (performance.now() - start) / 1000;
      store.setState({ dataset: { kind: 'undecoded', index, error: null }, indexSeconds });
    } catch (error) {
      if (signal === this.#abort.signal) {
        this.#set(signal.aborted ? { kind: 'empty' } : { kind: 'failed', error: toAppError(error) });
      }
      return;
    }
    await this.ensureDecoded(store.getState().config.preprocessing);
  }

  /** Brings the store to `settings`; false when it was cancelled or failed (the state tells which). */
  async ensureDecoded(settings: DecodeSettings): Promise<boolean> {
    if (this.#decoding && !this.#abort.signal.aborted && sameSettings(this.#decoding.settings, settings))
      return this.#decoding.done;
    const { dataset } = this.#context.store.getState();
    if (dataset.kind === 'ready' && sameSettings(dataset.report.settings, settings)) return true;
    if (!('index' in dataset)) return false;
    const signal = this.#newTask();
    const { imageSize, interpolation } = settings;
    const done = this.#decode(dataset.index, { imageSize, interpolation }, signal);
    const decoding = { settings, done };
    this.#decoding = decoding;
    try {
      return await done;
    } finally {
      if (this.#decoding === decoding) this.#decoding = null;
    }
  }

  async #decode(index: DatasetIndex, settings: DecodeSettings, signal: AbortSignal): Promise<boolean> {
    this.#set({ kind: 'decoding', index, progress: null });
    // Patients may be told otherwise while the films are decoded.
    const known = (): DatasetIndex => {
      const { dataset } = this.#context.store.getState();
      return 'index' in dataset ? dataset.index : index;
    };
    try {
      const data = await this.#context.workers.data();
      const report = await data.decode(
        settings,
        (progress) => {
          if (!signal.aborted) this.#set({ kind: 'decoding', index: known(), progress });
        },
        signal,
      );
      signal.throwIfAborted();
      const { identical } = report;
      const told = known();
      this.#set({ kind: 'ready', index: identical.length > 0 ? mergePatients(told, identical) : told, report });
      return true;
    } catch (error) {
      // A newer task, of this or another dataset, has replaced this one, or the worker died and that was said: its state stands.
      if (signal !== this.#abort.signal || this.#context.store.getState().dataset.kind !== 'decoding') return false;
      this.#set({ kind: 'undecoded', index: known(), error: isAbortError(error) ? null : toAppError(error) });
      return false;
    }
  }

  #newTask(): AbortSignal {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#decoding = null;
    return this.#abort.signal;
  }

  #set(dataset: DatasetPhase): void {
    this.#context.store.setState({ dataset });
  }
}

function sameSettings(a: DecodeSettings, b: DecodeSettings): boolean {
  return a.imageSize === b.imageSize && a.interpolation === b.interpolation;
}
