import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend_util, type MaxPoolGradAttrs, type TensorInfo } from '@tensorflow/tfjs-core';
import { simd } from './simd/simd-module.ts';
import { addressOf, onHeap, type WasmCall } from './wasm-run.ts';

type Shape4 = [number, number, number, number];
type Info = ReturnType<typeof backend_util.computePool2DInfo>;

interface Inputs {
  readonly dy: TensorInfo;
  readonly input: TensorInfo;
  readonly output: TensorInfo;
}

/**
 * Gradient of max pooling: each dy goes to the first largest value of its window, as in TensorFlow. NHWC.
 * Reads memory in order, channels innermost, in vectors for windows of 2 × 2 side by side; the stock kernel searches every input's
 * windows again.
 */
export function maxPoolGrad({ inputs, attrs, backend }: WasmCall<Inputs, MaxPoolGradAttrs>): TensorInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  const info = backend_util.computePool2DInfo(
    inputs.input.shape as Shape4,
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const dx = backend.makeOutput(inputs.input.shape, 'float32');
  if (isPairs(info)) givePairs(backend, inputs, dx, info);
  else
    scatter(
      { x: onHeap(backend, inputs.input), dy: onHeap(backend, inputs.dy), dx: onHeap(backend, dx).fill(0) },
      info,
    );
  return dx;
}

/** The usual pooling: windows of 2 × 2 side by side. */
function isPairs({ filterHeight, filterWidth, strideHeight, strideWidth, padInfo }: Info): boolean {
  const sizes = [filterHeight, filterWidth, strideHeight, strideWidth];
  const { top, bottom, left, right } = padInfo;
  return sizes.every((size) => size === 2) && top + bottom + left + right === 0;
}

function givePairs(backend: BackendWasm, { dy, input, output }: Inputs, dx: TensorInfo, info: Info): void {
  const { batchSize, inHeight, inWidth, inChannels } = info;
  // What no window covers.
  if (inHeight % 2 || inWidth % 2) onHeap(backend, dx).fill(0);
  const at = (tensor: TensorInfo) => addressOf(backend, tensor);
  simd().poolGradient(at(input), at(output), at(dy), at(dx), batchSize, inHeight, inWidth, inChannels);
}

interface Heap {
  readonly x: Float32Array;
  readonly dy: Float32Array;
  readonly dx: Float32Array;
}

function scatter(heap: Heap, info: Info): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, strideHeight, strideWidth, padInfo } = info;
  const row = inWidth * inChannels;
  let source = 0;
  for (let n = 0; n < batchSize; n++) {
    for (let i = 0; i < outHeight; i++) {
      const top = i * strideHeight - padInfo.top;
      const y = [Math.max(0, top), Math.min(inHeight, top + info.effectiveFilterHeight)] as const;
      for (let j = 0; j < outWidth; j++, source += inChannels) {
        const left = j * strideWidth - padInfo.left;
        const x = [Math.max(0, left), Math.min(inWidth, left + info.effectiveFilterWidth)] as const;
        const start = (n * inHeight + y[0]) * row + x[0] * inChannels;
        scatterWindow(heap, { start, source, rows: y[1] - y[0], columns: x[1] - x[0], row, channels: inChannels });
      }
    }
  }
}

interface Window {
  readonly start: number;
  readonly source: number;
  readonly rows: number;
  readonly columns: number;
  readonly row: number;
  readonly channels: number;
}

function scatterWindow({ x, dy, dx }: Heap, { start, source, rows, columns, row, channels }: Window): void {
  for (let c = 0; c < channels; c++) {
    let best = start + c;
    let max = x[best] as number;
    for (let a = 0; a < rows; a++) {
      for (let b = 0, at = start + a * row + c; b < columns; b++, at += channels) {
        if ((x[at] as number) > max) {
          max = x[at] as number;
          best = at;
        }
      }
    }
    dx[best] = (dx[best] as number) + (dy[source + c] as number);
  }
}
