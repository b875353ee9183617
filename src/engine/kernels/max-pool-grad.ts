import { backend_util, type MaxPoolGradAttrs, type TensorInfo } from '@tensorflow/tfjs-core';
import { onHeap, type WasmCall } from './wasm-run.ts';

type Shape4 = [number, number, number, number];
type Info = ReturnType<typeof backend_util.computePool2DInfo>;

/**
 * Gradient of max pooling: each dy goes to the first largest value of its window, as in TensorFlow. NHWC.
 * A typed-array loop over the WASM heap, channels innermost so that memory is read in order; the stock kernel searches
 * every input's windows again.
 */
export function maxPoolGrad(call: WasmCall<{ dy: TensorInfo; input: TensorInfo }, MaxPoolGradAttrs>): TensorInfo {
  const { inputs, attrs, backend } = call;
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
  // After the allocation: it may have moved the heap.
  const target = onHeap(backend, dx).fill(0);
  scatter({ x: onHeap(backend, inputs.input), dy: onHeap(backend, inputs.dy), dx: target }, info);
  return dx;
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
