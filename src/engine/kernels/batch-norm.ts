import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { BatchNormAttrs, BatchNormGradInputs, BatchNormInputs } from './own-kernels.ts';
import { simd } from './simd/simd-module.ts';
import { addressOf, onHeap, type WasmCall, withScratch } from './wasm-run.ts';

/**
 * Batch normalisation in training (Ioffe and Szegedy 2015): y = (x - mean) / √(variance + ε) · scale + offset with the
 * batch's own moments, variance biased. Gives y, mean, variance. Two passes over the WASM heap, sums in doubles; stock
 * kernels take eight, and as many again for broadcasting.
 */
export function batchNorm({ inputs, attrs, backend }: WasmCall<BatchNormInputs, BatchNormAttrs>): TensorInfo[] {
  const { x } = inputs;
  const { rows, channels } = sizesOf(x);
  const y = backend.makeOutput(x.shape, 'float32');
  const moments = [0, 1].map(() => backend.makeOutput([channels], 'float32')) as [TensorInfo, TensorInfo];
  const zeros = new Float32Array(channels);
  const { sums, products } = productSums(backend, { a: x, b: x, shift: zeros });
  const means = sums.map((sum) => sum / rows);
  const variances = products.map((square, c) => Math.max(0, square / rows - (means[c] as number) ** 2));
  const [scale, offset] = [onHeap(backend, inputs.scale), onHeap(backend, inputs.offset)];
  const factors = variances.map((variance, c) => (scale[c] as number) / Math.sqrt(variance + attrs.epsilon));
  const rest = factors.map((factor, c) => (offset[c] as number) - (means[c] as number) * factor);
  withFactors(backend, [factors, rest], ([factor, shift]) => {
    simd().scaleShift(addressOf(backend, x), factor, shift, rows, channels, addressOf(backend, y));
  });
  onHeap(backend, moments[0]).set(means);
  onHeap(backend, moments[1]).set(variances);
  return [y, ...moments];
}

function sizesOf({ shape }: TensorInfo): { readonly rows: number; readonly channels: number } {
  const channels = shape.at(-1) as number;
  return { rows: util.sizeFromShape(shape) / channels, channels };
}

/**
 * Its gradient by x, scale and offset, with r = 1 / √(variance + ε) and n values per channel:
 * d offset = Σ dy, d scale = r · Σ dy (x - mean), dx = scale · r · (dy - d offset / n - (x - mean) · r · d scale / n).
 */
export function batchNormGrad(call: WasmCall<BatchNormGradInputs, BatchNormAttrs>): TensorInfo[] {
  const { inputs, attrs, backend } = call;
  const { x, dy } = inputs;
  const { rows, channels } = sizesOf(x);
  const dx = backend.makeOutput(x.shape, 'float32');
  const [dScale, dOffset] = [backend.makeOutput([channels], 'float32'), backend.makeOutput([channels], 'float32')];
  const mean = onHeap(backend, inputs.mean).slice();
  const { sums, products } = productSums(backend, { a: dy, b: x, shift: mean });
  const reciprocals = Float64Array.from(
    onHeap(backend, inputs.variance),
    (value) => 1 / Math.sqrt(value + attrs.epsilon),
  );
  const scale = onHeap(backend, inputs.scale);
  const scales = products.map((product, c) => product * (reciprocals[c] as number));
  const byDy = reciprocals.map((r, c) => r * (scale[c] as number));
  const byX = byDy.map((factor, c) => (-factor * (reciprocals[c] as number) * (scales[c] as number)) / rows);
  const rest = byDy.map(
    (factor, c) => -(factor * (sums[c] as number)) / rows - (byX[c] as number) * (mean[c] as number),
  );
  withFactors(backend, [byDy, byX, rest], ([factors]) => {
    const [a, b, out] = [dy, x, dx].map((tensor) => addressOf(backend, tensor)) as [number, number, number];
    simd().combine(a, b, factors, rows, channels, out);
  });
  onHeap(backend, dScale).set(scales);
  onHeap(backend, dOffset).set(sums);
  return [dx, dScale, dOffset];
}

interface Products {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly shift: Float32Array;
}

/** Of each channel Σ a and Σ a · (b - shift). */
function productSums(backend: BackendWasm, { a, b, shift }: Products) {
  const { rows, channels } = sizesOf(a);
  const doubles = 2 * channels * Float64Array.BYTES_PER_ELEMENT;
  return withScratch(backend, doubles + shift.byteLength, (out, heap) => {
    new Float32Array(heap, out + doubles, channels).set(shift);
    simd().productSums(addressOf(backend, a), addressOf(backend, b), out + doubles, rows, channels, out);
    const both = new Float64Array(heap, out, 2 * channels).slice();
    return { sums: both.subarray(0, channels), products: both.subarray(channels) };
  });
}

/** Puts one factor per channel of each kind on the heap, one kind after the other, and gives their addresses. */
function withFactors(
  backend: BackendWasm,
  kinds: readonly Float64Array[],
  use: (addresses: [number, number]) => void,
): void {
  const channels = (kinds[0] as Float64Array).length;
  const bytes = channels * Float32Array.BYTES_PER_ELEMENT;
  withScratch(backend, kinds.length * bytes, (room, heap) => {
    for (const [i, factors] of kinds.entries()) {
      new Float32Array(heap, room + i * bytes, channels).set(factors);
    }
    use([room, room + bytes]);
  });
}
