import type { AugmentationPolicy } from '../augment/policy.ts';

/** Films side by side as bytes: `[n, size, size, channels]`. */
export interface FilmTiles {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly size: number;
  readonly channels: 1 | 3;
}

/** The mean training film of each class: luma from 0 to 255, `[size, size]`; null for a class without readable training films. */
export interface MeanFilms {
  readonly size: number;
  readonly classes: readonly (Float32Array | null)[];
  /** How many films went into each. */
  readonly films: readonly number[];
}

/** What to draw of a policy: `draws` versions of one film, those that it gets in the first epochs of a run with this seed. */
export interface AugmentationWish {
  readonly sample: number;
  readonly policy: AugmentationPolicy;
  readonly seed: number;
  readonly draws: number;
}
