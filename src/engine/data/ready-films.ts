import type { DatasetIndex } from '../../core/dataset/types.ts';
import type { DecodeReport } from '../../core/training/exchange.ts';
import { type Sampler, samplePlain } from '../augment/augment.ts';
import { makeCanvasSampler } from '../augment/canvas-sampler.ts';
import { Batches } from '../batches.ts';
import type { PixelStore } from '../pixel-store.ts';
import { listFailed } from './decode-dataset.ts';

/** How the films were decoded. */
type Decoding = Pick<DecodeReport, 'identical' | 'seconds' | 'restored' | 'canvasTrusted'>;

/** Decoded films, cut into batches by the patients in hand, or by those that an older run went by. */
export class ReadyFilms {
  readonly report: DecodeReport;
  readonly store: PixelStore;
  readonly sampler: Sampler;
  #index: DatasetIndex;
  #batches: Batches;
  /** By another rule of patients, as long as it is asked for. */
  #other: { readonly fingerprint: string; readonly batches: Batches } | null = null;

  constructor(index: DatasetIndex, store: PixelStore, decoding: Decoding) {
    const failed = listFailed(store, index.paths);
    const { settings, channels: storedChannels } = store;
    this.report = { settings, films: index.paths.length - failed.length, storedChannels, failed, ...decoding };
    this.store = store;
    this.sampler = (decoding.canvasTrusted ? makeCanvasSampler() : null) ?? samplePlain;
    this.#index = index;
    this.#batches = this.#cut(index);
  }

  /** Goes by the patients of `index` from here on. */
  regroup(index: DatasetIndex): void {
    this.#index = index;
    this.#batches = this.#cut(index);
    this.#other = null;
  }

  /** Batches by the patients of `index`: those in hand, or others. */
  batches(index: DatasetIndex): Batches {
    const { fingerprint } = index;
    if (fingerprint === this.#index.fingerprint) return this.#batches;
    if (this.#other?.fingerprint !== fingerprint) this.#other = { fingerprint, batches: this.#cut(index) };
    return this.#other.batches;
  }

  #cut(index: DatasetIndex): Batches {
    return new Batches(index, this.store, this.sampler);
  }
}
