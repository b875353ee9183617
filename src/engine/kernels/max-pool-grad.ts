import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend_util, type MaxPoolGradAttrs, type TensorInfo } from '@tensorflow/tfjs-core';
import { onHeap, type WasmCall } from './wasm-run.ts';

type Shape4 = [number, number, number, number];
type Info = ReturnType<typeof backend_util.computePool2DInfo>;

interface Inputs {
  readonly dy: TensorInfo;
  readonly input: TensorInfo;
  readonly output: TensorInfo;
}

/**
 * Gradient of max pooling: each dy goes to the first largest value of its window, as in TensorFlow. NHWC.
 * Typed-array loops over the WASM heap, channels innermost so that memory is read in order; the stock kernel searches
 * every input's windows again.
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
  if (isPairs(info)) scatterPairs(backend, inputs, dx, info);
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

/**
 * Windows of 2 × 2 without branches, which here no processor can foresee: values are compared with the pooled one as
 * integers, and dy is masked to the first that equals it (-0 does not equal 0 here; where both are largest, either will do).
 */
function scatterPairs(backend: BackendWasm, { dy, input, output }: Inputs, dx: TensorInfo, info: Info): void {
  const bits = (tensor: TensorInfo) => {
    const floats = onHeap(backend, tensor);
    return new Int32Array(floats.buffer, floats.byteOffset, floats.length);
  };
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = info;
  const planes = { x: bits(input), y: bits(output), dy: bits(dy), dx: bits(dx) };
  // What no window covers.
  if (inHeight % 2 || inWidth % 2) planes.dx.fill(0);
  const row = inWidth * inChannels;
  for (let n = 0, source = 0; n < batchSize; n++) {
    for (let i = 0; i < outHeight; i++) {
      scatterRow(planes, { source, start: (n * inHeight + 2 * i) * row, row, outWidth, channels: inChannels });
      source += outWidth * inChannels;
    }
  }
}

interface Planes {
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly dy: Int32Array;
  readonly dx: Int32Array;
}

interface PairRow {
  readonly source: number;
  readonly start: number;
  readonly row: number;
  readonly outWidth: number;
  readonly channels: number;
}

function scatterRow({ x, y, dy, dx }: Planes, { source, start, row, outWidth, channels }: PairRow): void {
  let from = source;
  for (let j = 0, at = start; j < outWidth; j++, at += channels) {
    for (let c = 0; c < channels; c++, at++, from++) {
      const max = y[from] as number;
      const gradient = dy[from] as number;
      const first = isEqual(x[at] as number, max);
      const second = isEqual(x[at + channels] as number, max) & ~first;
      const third = isEqual(x[at + row] as number, max) & ~(first | second);
      const fourth = isEqual(x[at + row + channels] as number, max) & ~(first | second | third);
      dx[at] = gradient & first;
      dx[at + channels] = gradient & second;
      dx[at + row] = gradient & third;
      dx[at + row + channels] = gradient & fourth;
    }
  }
}

/** All bits set where a and b are the same, none otherwise. */
function isEqual(a: number, b: number): number {
  const difference = a ^ b;
  return ~((difference | -difference) >> 31);
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
