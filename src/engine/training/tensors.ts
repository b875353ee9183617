import { type Tensor2D, type Tensor4D, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import type { Preprocessing } from '../../core/pixels/settings.ts';
import type { Batch } from '../../core/training/exchange.ts';

/** The network's input `[n, size, size, channels]`: byte × scale + offset. */
export function toInput({ bytes, labels, imageSize }: Batch, { scale, offset, channels }: Preprocessing): Tensor4D {
  const values = new Float32Array(bytes.length);
  for (let i = 0; i < values.length; i++) values[i] = (bytes[i] as number) * scale + offset;
  return tensor4d(values, [labels.length, imageSize, imageSize, channels]);
}

/** One-hot rows `[n, outputs]` times the weight of the row's class. */
export function toTargets(labels: Uint8Array, outputs: number, classWeights: readonly number[]): Tensor2D {
  const values = new Float32Array(labels.length * outputs);
  for (const [row, label] of labels.entries()) values[row * outputs + label] = classWeights[label] ?? 1;
  return tensor2d(values, [labels.length, outputs]);
}
