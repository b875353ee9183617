import type { AugmentationPolicy } from '../../core/augment/policy.ts';
import { drawTransform } from '../../core/augment/transform.ts';
import { makeRng } from '../../core/base/rng.ts';
import type { AugmentationWish, FilmTiles, MeanFilms } from '../../core/dataset/explore.ts';
import { type DatasetIndex, SPLITS } from '../../core/dataset/types.ts';
import { toLuma } from '../../core/pixels/grey.ts';

import { augmentFilms, type Sampler } from '../augment/augment.ts';
import type { PixelStore } from '../pixel-store.ts';

/** The stored films of `samples` side by side, as the network sees them; black where a film could not be read. */
export function tilesOf(store: PixelStore, samples: Uint32Array): FilmTiles {
  const { channels, settings } = store;
  const filmBytes = settings.imageSize ** 2 * channels;
  const data = new Uint8Array(samples.length * filmBytes);
  samples.forEach((sample, i) => {
    if (!store.failed.has(sample)) data.set(store.film(sample), i * filmBytes);
  });
  return { data, size: settings.imageSize, channels };
}

/** `draws` films that `policy` makes of one, the same for the same seed: what training shows the network in `draws` epochs. */
export function augmentedTiles(store: PixelStore, wish: AugmentationWish, sampler: Sampler): FilmTiles {
  const tiles = tilesOf(store, new Uint32Array(wish.draws).fill(wish.sample));
  return { ...tiles, data: augmentFilms(tiles, transformsOf(wish.policy, wish), sampler) };
}

function transformsOf(policy: AugmentationPolicy, { seed, sample, draws }: AugmentationWish) {
  return Array.from({ length: draws }, (_, epoch) => drawTransform(policy, makeRng(seed, 'augment', epoch, sample)));
}

/** The mean training film of each class, luma from 0 to 255; null for a class without readable training films. */
export function meanFilms(index: DatasetIndex, store: PixelStore): MeanFilms {
  const size = store.settings.imageSize;
  const sums = index.classNames.map(() => new Float64Array(size * size));
  const counts = index.classNames.map(() => 0);
  index.splits.forEach((split, sample) => {
    if (SPLITS[split] !== 'train' || store.failed.has(sample)) return;
    const label = index.labels[sample] as number;
    counts[label] = (counts[label] as number) + 1;
    add(sums[label] as Float64Array, store.channels === 1 ? store.film(sample) : toLuma(store.film(sample)));
  });
  const classes = sums.map((sum, label) => {
    const films = counts[label] as number;
    return films > 0 ? Float32Array.from(sum, (value) => value / films) : null;
  });
  return { size, classes, films: counts };
}

function add(sum: Float64Array, film: Uint8Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (film[i] as number);
}
