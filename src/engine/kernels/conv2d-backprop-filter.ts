import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend_util, type Conv2DBackpropFilterAttrs, type TensorInfo } from '@tensorflow/tfjs-core';
import { onHeap, runWasm, transposed, type WasmCall } from './wasm-run.ts';

type Shape4 = [number, number, number, number];
type Info = ReturnType<typeof backend_util.computeConv2DInfo>;

/** Largest matrix of shifted films that is made at once: bounds the memory, and smaller ones stay in the cache. */
const COLUMN_BYTES = 2 * 2 ** 20;

/**
 * Gradient of a convolution by its filter, which the WASM backend lacks.
 * dW[a, b, c, k] = Σ x[n, i·s + a - top, j·s + b - left, c] · dy[n, i, j, k]: the matrix of shifted films
 * [a·b·c, n·i·j] times dy [n·i·j, k], some films at a time, by XNNPACK ('im2col', Chellapilla 2006). NHWC, any stride and padding.
 * As a kernel, not a gradient: the fused convolution's gradient asks for it by name.
 */
export function conv2dBackpropFilter(
  call: WasmCall<{ x: TensorInfo; dy: TensorInfo }, Conv2DBackpropFilterAttrs>,
): TensorInfo {
  const { inputs, attrs, backend } = call;
  const { strides, pad, dimRoundingMode, filterShape } = attrs;
  const info = backend_util.computeConv2DInfo(inputs.x.shape as Shape4, filterShape, strides, 1, pad, dimRoundingMode);
  const sums = new Float64Array(filterShape.reduce((a, b) => a * b, 1));
  const x = transposed(backend, inputs.x, [3, 0, 1, 2]);
  const films = filmsAtOnce(info);
  for (let first = 0; first < info.batchSize; first += films) {
    const range = { first, count: Math.min(films, info.batchSize - first) };
    const part = partialGradient(backend, { x, dy: inputs.dy }, info, range);
    const values = onHeap(backend, part);
    for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (values[i] as number);
    backend.disposeData(part.dataId);
  }
  backend.disposeData(x.dataId);
  const result = backend.makeOutput(filterShape, 'float32');
  onHeap(backend, result).set(sums);
  return result;
}

interface Films {
  readonly first: number;
  readonly count: number;
}

function filmsAtOnce({ filterHeight, filterWidth, inChannels, outHeight, outWidth }: Info): number {
  const bytes = Float32Array.BYTES_PER_ELEMENT * filterHeight * filterWidth * inChannels * outHeight * outWidth;
  return Math.max(1, Math.floor(COLUMN_BYTES / bytes));
}

function partialGradient(
  backend: BackendWasm,
  { x, dy }: { x: TensorInfo; dy: TensorInfo },
  info: Info,
  films: Films,
): TensorInfo {
  const { outHeight, outWidth, outChannels, filterHeight, filterWidth, inChannels } = info;
  const places = films.count * outHeight * outWidth;
  const a = backend.makeOutput([1, filterHeight * filterWidth * inChannels, places], 'float32');
  fillColumns(onHeap(backend, a), onHeap(backend, x), info, films);
  const b = backend.makeOutput([1, places, outChannels], 'float32');
  const perFilm = outHeight * outWidth * outChannels;
  const source = onHeap(backend, dy).subarray(films.first * perFilm, (films.first + films.count) * perFilm);
  onHeap(backend, b).set(source);
  const result = runWasm(backend, 'BatchMatMul', { a, b }, { transposeA: false, transposeB: false });
  for (const { dataId } of [a, b]) backend.disposeData(dataId);
  return result;
}

/** Row (a, b, c) of `columns` is channel c of the films `[c, n, y, x]`, moved by (a, b); zero outside the film. */
function fillColumns(columns: Float32Array, x: Float32Array, info: Info, films: Films): void {
  let target = 0;
  for (let a = 0; a < info.filterHeight; a++) {
    for (let b = 0; b < info.filterWidth; b++) {
      for (let c = 0; c < info.inChannels; c++) {
        for (let n = films.first; n < films.first + films.count; n++) {
          const film = (c * info.batchSize + n) * info.inHeight * info.inWidth;
          target = fillFilm(columns, x, info, { target, film, top: a - info.padInfo.top, left: b - info.padInfo.left });
        }
      }
    }
  }
}

interface Place {
  readonly target: number;
  readonly film: number;
  readonly top: number;
  readonly left: number;
}

/** One film's channel, moved; returns where the next one goes. */
function fillFilm(columns: Float32Array, x: Float32Array, info: Info, { target, film, top, left }: Place): number {
  const { inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth } = info;
  // The columns of the result whose source lies inside the film.
  const from = Math.min(outWidth, Math.max(0, Math.ceil(-left / strideWidth)));
  const to = Math.max(from, Math.min(outWidth, Math.ceil((inWidth - left) / strideWidth)));
  let row = target;
  for (let i = 0; i < outHeight; i++, row += outWidth) {
    const y = i * strideHeight + top;
    if (y < 0 || y >= inHeight) {
      columns.fill(0, row, row + outWidth);
      continue;
    }
    if (from > 0) columns.fill(0, row, row + from);
    if (to < outWidth) columns.fill(0, row + to, row + outWidth);
    let at = film + y * inWidth + left + from * strideWidth;
    for (let j = row + from; j < row + to; j++, at += strideWidth) columns[j] = x[at] as number;
  }
  return row;
}
