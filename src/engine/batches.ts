import { drawTransform } from '../core/augment/transform.ts';
import { AppError } from '../core/base/errors.ts';
import { makeRng } from '../core/base/rng.ts';
import { countFilms, countPatients, divideSplits, epochOrder, samplesOf } from '../core/dataset/plan.ts';
import type { DatasetIndex, Split } from '../core/dataset/types.ts';
import { toLuma, toRgb } from '../core/pixels/grey.ts';
import type { SplitPlan } from '../core/training/config.ts';
import type { Batch, BatchFacts, BatchRequest } from '../core/training/exchange.ts';
import { augmentFilms, type Sampler } from './augment/augment.ts';
import type { PixelStore } from './pixel-store.ts';

/**
 * Cuts a decoded dataset into batches. Everything random is named by (seed, epoch, sample), nothing is remembered:
 * a resumed run gets the batches it would have got.
 */
export class Batches {
  private readonly index: DatasetIndex;
  private readonly store: PixelStore;
  private readonly sampler: Sampler;
  private readonly failed: ReadonlySet<number>;
  private readonly codes = new Map<string, Uint8Array>();
  private order: { readonly key: string; readonly samples: Uint32Array } | null = null;

  constructor(index: DatasetIndex, store: PixelStore, sampler: Sampler) {
    this.index = index;
    this.store = store;
    this.sampler = sampler;
    this.failed = new Set(store.failed.keys());
  }

  /** Readable films and patients by split under a plan. Throws `split-empty` for the split `use`, `class-missing-in-split` when it is train. */
  count(plan: SplitPlan, use: Split): Pick<BatchFacts, 'counts' | 'patients'> {
    const { labels, classNames, patients } = this.index;
    const codes = this.divide(plan);
    const counts = countFilms(codes, labels, classNames.length, this.failed);
    if (counts[use].every((films) => films === 0)) throw new AppError('split-empty', { split: use });
    const missing = counts[use].indexOf(0);
    if (use === 'train' && missing >= 0) {
      throw new AppError('class-missing-in-split', { split: use, className: classNames[missing] as string });
    }
    return { counts, patients: countPatients(codes, patients, this.failed) };
  }

  /** One batch; the last of a split may be short. Throws `split-empty`. */
  fill(request: BatchRequest): Batch {
    const order = this.orderOf(request);
    if (order.length === 0) throw new AppError('split-empty', { split: request.split });
    const samples = order.slice(request.batch * request.batchSize, (request.batch + 1) * request.batchSize);
    const { imageSize } = this.store.settings;
    return {
      bytes: toChannels(this.pixels(samples, request), this.store.channels, request.channels),
      labels: Uint8Array.from(samples, (sample) => this.index.labels[sample] as number),
      samples,
      imageSize,
    };
  }

  private pixels(samples: Uint32Array, { augmentation, shuffle }: BatchRequest): Uint8Array<ArrayBuffer> {
    const { channels, settings } = this.store;
    const filmBytes = settings.imageSize ** 2 * channels;
    const data = new Uint8Array(samples.length * filmBytes);
    samples.forEach((sample, i) => {
      data.set(this.store.film(sample), i * filmBytes);
    });
    if (!augmentation) return data;
    const { seed, epoch } = shuffle ?? { seed: 0, epoch: 0 };
    const transforms = Array.from(samples, (sample) =>
      drawTransform(augmentation, makeRng(seed, 'augment', epoch, sample)),
    );
    return augmentFilms({ data, size: settings.imageSize, channels }, transforms, this.sampler);
  }

  private divide(plan: SplitPlan): Uint8Array {
    const key = JSON.stringify(plan);
    const known = this.codes.get(key);
    if (known) return known;
    const codes = divideSplits(this.index, plan);
    this.codes.set(key, codes);
    return codes;
  }

  private orderOf({ split, plan, shuffle }: BatchRequest): Uint32Array<ArrayBuffer> {
    const key = JSON.stringify([split, plan, shuffle]);
    if (this.order?.key !== key) {
      const members = samplesOf(this.divide(plan), split, this.failed);
      this.order = { key, samples: shuffle ? epochOrder(members, shuffle.seed, shuffle.epoch) : members };
    }
    return this.order.samples as Uint32Array<ArrayBuffer>;
  }
}

/** Films with the channels that a network wants: grey repeated, colour as luma. */
export function toChannels(data: Uint8Array<ArrayBuffer>, from: 1 | 3, to: 1 | 3): Uint8Array<ArrayBuffer> {
  if (from === to) return data;
  return to === 3 ? toRgb(data) : toLuma(data);
}
