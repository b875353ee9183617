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
  /** What the weight is multiplied with before it moves: below 1 where it decays. */
  readonly kept: number;
}

/** Running means of tensors of one shape and an even size, kept · mean + (1 - kept) · value each: four of each at most. */
export const RUNNING_MEANS = 'RunningMeans';

export const MOST_RUNNING_MEANS = 4;

export interface RunningMeansInputs {
  readonly means: readonly TensorInfo[];
  readonly values: readonly TensorInfo[];
}

export interface RunningMeansAttrs {
  readonly kept: number;
}

/** Batch normalisation in training and its gradient: a backend without them composes the same of plain operations. */
export const BATCH_NORM = 'BatchNormTraining';
export const BATCH_NORM_GRAD = 'BatchNormTrainingGrad';

/** `x` with the channels last, on WebGL a multiple of four; `scale` and `offset` one per channel. */
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

/**
 * Softmax cross-entropy of logits [rows, outputs], an even number of values, and targets of that shape: gives the sum over rows of
 * Σ target · (log Σ exp x - x), divided by `films`; that again with the number of rows whose largest logit is where their largest target is
 * (rows of zeros are never right) [2]; and the gradient by the logits, (softmax · Σ target - target) / films.
 */
export const SOFTMAX_LOSS = 'SoftmaxLoss';

export interface SoftmaxLossInputs {
  readonly logits: TensorInfo;
  readonly targets: TensorInfo;
}

export interface SoftmaxLossAttrs {
  readonly films: number;
}
