import type { TensorInfo } from '@tensorflow/tfjs-core';

/** Kernels that TensorFlow.js does not know, by name, and what they are called with; who calls them need not load them. */

/** Updates a weight: a backend without it composes the update of plain operations. */
export const KERAS_ADAM = 'KerasAdam';

/** What one update is computed from: all of one shape. */
export interface AdamInputs {
  readonly weight: TensorInfo;
  readonly gradient: TensorInfo;
  readonly first: TensorInfo;
  readonly second: TensorInfo;
}

/** Keras' constants, and the step size with the bias corrections folded in. */
export interface AdamAttrs {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly rate: number;
}

/** Batch normalisation in training and its gradient: a backend without them composes the same of plain operations. */
export const BATCH_NORM = 'BatchNormTraining';
export const BATCH_NORM_GRAD = 'BatchNormTrainingGrad';

/** `x` with the channels last; `scale` and `offset` one per channel. */
export interface BatchNormInputs {
  readonly x: TensorInfo;
  readonly scale: TensorInfo;
  readonly offset: TensorInfo;
}

/** The moments are those that the forward pass gave. */
export interface BatchNormGradInputs extends Omit<BatchNormInputs, 'offset'> {
  readonly dy: TensorInfo;
  readonly mean: TensorInfo;
  readonly variance: TensorInfo;
}

export interface BatchNormAttrs {
  readonly epsilon: number;
}
