import type { TensorInfo } from '@tensorflow/tfjs-core';
import { onHeap, type WasmCall } from './wasm-run.ts';

/** Names of the kernels; a backend without them composes the same of plain operations. */
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

/**
 * Batch normalisation in training (Ioffe and Szegedy 2015): y = (x - mean) / √(variance + ε) · scale + offset with the
 * batch's own moments, variance biased. Gives y, mean, variance. Two passes over the WASM heap, sums in doubles; stock
 * kernels take eight, and as many again for broadcasting.
 */
export function batchNorm({ inputs, attrs, backend }: WasmCall<BatchNormInputs, BatchNormAttrs>): TensorInfo[] {
  const channels = inputs.scale.shape[0] as number;
  const y = backend.makeOutput(inputs.x.shape, 'float32');
  const [mean, variance] = [backend.makeOutput([channels], 'float32'), backend.makeOutput([channels], 'float32')];
  const read = (tensor: TensorInfo) => onHeap(backend, tensor);
  const x = read(inputs.x);
  const moments = momentsOf(x, channels);
  read(mean).set(moments.mean);
  read(variance).set(moments.variance);
  const [scale, offset] = [read(inputs.scale), read(inputs.offset)];
  const factors = moments.variance.map((value, c) => (scale[c] as number) / Math.sqrt(value + attrs.epsilon));
  const shifts = factors.map((factor, c) => (offset[c] as number) - (moments.mean[c] as number) * factor);
  const out = read(y);
  for (let start = 0; start < x.length; start += channels) {
    for (let c = 0; c < channels; c++) {
      out[start + c] = (x[start + c] as number) * (factors[c] as number) + (shifts[c] as number);
    }
  }
  return [y, mean, variance];
}

function momentsOf(x: Float32Array, channels: number): { mean: Float64Array; variance: Float64Array } {
  const [mean, variance] = [new Float64Array(channels), new Float64Array(channels)];
  for (let start = 0; start < x.length; start += channels) {
    for (let c = 0; c < channels; c++) {
      const value = x[start + c] as number;
      mean[c] = (mean[c] as number) + value;
      variance[c] = (variance[c] as number) + value * value;
    }
  }
  const count = x.length / channels;
  for (let c = 0; c < channels; c++) {
    mean[c] = (mean[c] as number) / count;
    variance[c] = Math.max(0, (variance[c] as number) / count - (mean[c] as number) ** 2);
  }
  return { mean, variance };
}

/**
 * Its gradient by x, scale and offset, with r = 1 / √(variance + ε) and n values per channel:
 * d offset = Σ dy, d scale = r · Σ dy (x - mean), dx = scale · r · (dy - d offset / n - (x - mean) · r · d scale / n).
 */
export function batchNormGrad(call: WasmCall<BatchNormGradInputs, BatchNormAttrs>): TensorInfo[] {
  const { inputs, attrs, backend } = call;
  const channels = inputs.scale.shape[0] as number;
  const dx = backend.makeOutput(inputs.x.shape, 'float32');
  const [dScale, dOffset] = [backend.makeOutput([channels], 'float32'), backend.makeOutput([channels], 'float32')];
  const read = (tensor: TensorInfo) => onHeap(backend, tensor);
  const [x, dy, mean] = [read(inputs.x), read(inputs.dy), read(inputs.mean)];
  const { sums, products } = gradientSums(x, dy, mean);
  const reciprocals = Float64Array.from(read(inputs.variance), (value) => 1 / Math.sqrt(value + attrs.epsilon));
  const scales = products.map((product, c) => product * (reciprocals[c] as number));
  read(dScale).set(scales);
  read(dOffset).set(sums);
  const count = x.length / channels;
  const byDy = reciprocals.map((r, c) => r * (read(inputs.scale)[c] as number));
  const byX = byDy.map((factor, c) => (-factor * (reciprocals[c] as number) * (scales[c] as number)) / count);
  const rest = byDy.map(
    (factor, c) => -(factor * (sums[c] as number)) / count - (byX[c] as number) * (mean[c] as number),
  );
  combine(read(dx), { dy, x }, { byDy, byX, rest });
  return [dx, dScale, dOffset];
}

/** Of each channel Σ dy and Σ dy (x - mean). */
function gradientSums(x: Float32Array, dy: Float32Array, mean: Float32Array) {
  const channels = mean.length;
  const [sums, products] = [new Float64Array(channels), new Float64Array(channels)];
  for (let start = 0; start < x.length; start += channels) {
    for (let c = 0; c < channels; c++) {
      const gradient = dy[start + c] as number;
      sums[c] = (sums[c] as number) + gradient;
      products[c] = (products[c] as number) + gradient * ((x[start + c] as number) - (mean[c] as number));
    }
  }
  return { sums, products };
}

interface Factors {
  readonly byDy: Float64Array;
  readonly byX: Float64Array;
  readonly rest: Float64Array;
}

function combine(
  out: Float32Array,
  { dy, x }: { readonly dy: Float32Array; readonly x: Float32Array },
  { byDy, byX, rest }: Factors,
): void {
  const channels = rest.length;
  for (let start = 0; start < x.length; start += channels) {
    for (let c = 0; c < channels; c++) {
      const i = start + c;
      out[i] = (dy[i] as number) * (byDy[c] as number) + (x[i] as number) * (byX[c] as number) + (rest[c] as number);
    }
  }
}
