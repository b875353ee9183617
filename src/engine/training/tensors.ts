import { getBackend, type Tensor2D, type Tensor4D, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import type { Preprocessing } from '../../core/pixels/settings.ts';
import type { Batch } from '../../core/training/exchange.ts';

/**
 * Rows of the tensors for `films` films: WebGL compiles its shaders anew for each shape, seconds for a short last batch,
 * so there every batch is filled up with black films that count for nothing.
 */
export function rowsFor(films: number, batchSize: number): number {
  return getBackend() === 'webgl' ? Math.max(films, batchSize) : films;
}

/** The network's input `[rows, size, size, channels]`: byte × scale + offset; rows beyond the batch are zero. */
export function toInput(
  { bytes, imageSize }: Batch,
  { scale, offset, channels }: Preprocessing,
  rows: number,
): Tensor4D {
  const values = new Float32Array(rows * imageSize * imageSize * channels);
  for (let i = 0; i < bytes.length; i++) values[i] = (bytes[i] as number) * scale + offset;
  return tensor4d(values, [rows, imageSize, imageSize, channels]);
}

/** What a film counts and how sure its label is. */
export interface TargetRules {
  /** Weight of each class. */
  readonly classWeights: readonly number[];
  /** Share of each target that is spread over all outputs. */
  readonly labelSmoothing: number;
}

/** Rows `[rows, outputs]`: one-hot, smoothed, times the weight of the row's class; rows beyond the labels are zero. */
export function toTargets(
  labels: Uint8Array,
  { classWeights, labelSmoothing }: TargetRules,
  shape: [number, number],
): Tensor2D {
  const [rows, outputs] = shape;
  const values = new Float32Array(rows * outputs);
  for (const [row, label] of labels.entries()) {
    const weight = classWeights[label] ?? 1;
    const spread = (weight * labelSmoothing) / outputs;
    if (spread > 0) values.fill(spread, row * outputs, (row + 1) * outputs);
    values[row * outputs + label] = weight * (1 - labelSmoothing) + spread;
  }
  return tensor2d(values, shape);
}
