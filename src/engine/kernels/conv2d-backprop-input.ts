import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend_util, type Conv2DBackpropInputAttrs, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';
import { simd } from './simd/simd-module.ts';
import { addressOf, onHeap, runWasm, type WasmCall } from './wasm-run.ts';

type Shape4 = [number, number, number, number];
type Inputs = { readonly dy: TensorInfo; readonly filter: TensorInfo };
type Call = WasmCall<Inputs, Conv2DBackpropInputAttrs>;
type Info = ReturnType<typeof backend_util.computeConv2DInfo>;

/**
 * Gradient of a convolution by its input: dy, padded by the filter's size less one, convolved with the filter turned
 * by 180° and its channels exchanged. The stock kernel is a plain loop, some ten times slower than XNNPACK.
 * With stride s every s-th pixel of the input meets the same s-th part of the filter, so the input falls apart into s × s
 * interleaved pictures that are such convolutions each, and nothing is multiplied by zero (Shi et al. 2016).
 * NHWC; paddings beyond the filter go to the stock kernel.
 */
export function makeConv2dBackpropInput(stock: KernelFunc): (call: Call) => TensorInfo {
  return (call) => {
    const { inputs, attrs, backend } = call;
    const { strides, pad, dimRoundingMode, dataFormat, inputShape } = attrs;
    const shape = inputs.filter.shape as Shape4;
    const info = backend_util.computeConv2DInfo(inputShape, shape, strides, 1, pad, dimRoundingMode);
    const rows = phasesOf(info.strideHeight, info.filterHeight, [info.inHeight, info.outHeight, info.padInfo.top]);
    const columns = phasesOf(info.strideWidth, info.filterWidth, [info.inWidth, info.outWidth, info.padInfo.left]);
    if (dataFormat === 'NCHW' || !rows || !columns) return stock(call as never) as TensorInfo;
    const turned = turnedFilter(backend, inputs.filter);
    const result =
      rows.length * columns.length === 1
        ? convolvePhase(backend, { dy: inputs.dy, filter: turned }, [rows[0] as Phase, columns[0] as Phase])
        : interleave(backend, { dy: inputs.dy, filter: turned }, { info, rows, columns });
    backend.disposeData(turned.dataId);
    return result;
  };
}

/** The pixels first, first + s, … of one side of the input, and what they meet. */
interface Phase {
  /** How many pixels. */
  readonly size: number;
  /** The taps of the turned filter, every s-th from `tap` on; none when `taps` is 0. */
  readonly tap: number;
  readonly taps: number;
  readonly before: number;
  readonly after: number;
}

/** One phase per pixel of the stride; null where dy would have to be cut instead of padded. */
function phasesOf(
  stride: number,
  filter: number,
  [input, output, padding]: readonly [number, number, number],
): Phase[] | null {
  const phases = Array.from({ length: stride }, (_, first) => {
    const size = Math.ceil((input - first) / stride);
    const start = (first + padding) % stride;
    const taps = Math.max(0, Math.ceil((filter - start) / stride));
    // The last tap, start + stride · (taps - 1), is the first of the turned filter.
    const tap = filter - 1 - (start + stride * (taps - 1));
    const before = taps - 1 - Math.floor((first + padding) / stride);
    return { size, tap, taps, before, after: size + taps - 1 - output - before };
  });
  const isServed = phases.every(({ taps, size, before, after }) => taps * size === 0 || Math.min(before, after) >= 0);
  return isServed ? phases : null;
}

/** Turned by 180°, channels exchanged. */
function turnedFilter(backend: BackendWasm, filter: TensorInfo): TensorInfo {
  const [height, width, inChannels, outChannels] = filter.shape as Shape4;
  const turned = backend.makeOutput([height, width, outChannels, inChannels], 'float32');
  simd().turnFilter(addressOf(backend, filter), height * width, inChannels, outChannels, addressOf(backend, turned));
  return turned;
}

function convolvePhase(
  backend: BackendWasm,
  { dy, filter }: Inputs,
  [row, column]: readonly [Phase, Phase],
): TensorInfo {
  const pad = [
    [0, 0],
    [row.before, row.after],
    [column.before, column.after],
    [0, 0],
  ];
  return runWasm(backend, 'Conv2D', { x: dy, filter }, { strides: 1, pad, dilations: 1, dataFormat: 'NHWC' });
}

interface Phases {
  readonly info: Info;
  readonly rows: readonly Phase[];
  readonly columns: readonly Phase[];
}

function interleave(backend: BackendWasm, inputs: Inputs, { info, rows, columns }: Phases): TensorInfo {
  const result = backend.makeOutput(info.inShape, 'float32');
  const isCovered = [...rows, ...columns].every(({ taps }) => taps > 0);
  if (!isCovered) onHeap(backend, result).fill(0);
  for (const [i, row] of rows.entries()) {
    for (const [j, column] of columns.entries()) {
      if (row.taps * column.taps * row.size * column.size === 0) continue;
      const filter = partOfFilter(backend, inputs.filter, { info, row, column });
      const part = convolvePhase(backend, { dy: inputs.dy, filter }, [row, column]);
      scatter(onHeap(backend, result), onHeap(backend, part), { info, first: [i, j], size: [row.size, column.size] });
      for (const { dataId } of [filter, part]) backend.disposeData(dataId);
    }
  }
  return result;
}

interface Part {
  readonly info: Info;
  readonly row: Phase;
  readonly column: Phase;
}

function partOfFilter(backend: BackendWasm, filter: TensorInfo, { info, row, column }: Part): TensorInfo {
  const { strideHeight, strideWidth, filterWidth, inChannels, outChannels } = info;
  const plane = inChannels * outChannels;
  const part = backend.makeOutput([row.taps, column.taps, outChannels, inChannels], 'float32');
  const [from, to] = [onHeap(backend, filter), onHeap(backend, part)];
  let at = 0;
  for (let a = 0; a < row.taps; a++) {
    for (let b = 0; b < column.taps; b++, at += plane) {
      const start = ((row.tap + a * strideHeight) * filterWidth + column.tap + b * strideWidth) * plane;
      to.set(from.subarray(start, start + plane), at);
    }
  }
  return part;
}

interface Place {
  readonly info: Info;
  readonly first: readonly [number, number];
  readonly size: readonly [number, number];
}

/** Puts a phase's picture at every s-th pixel. */
function scatter(to: Float32Array, from: Float32Array, { info, first, size }: Place): void {
  const { batchSize, inHeight, inWidth, inChannels, strideHeight, strideWidth } = info;
  let at = 0;
  for (let film = 0; film < batchSize; film++) {
    for (let i = 0; i < size[0]; i++) {
      const row = (film * inHeight + i * strideHeight + first[0]) * inWidth;
      for (let j = 0; j < size[1]; j++) {
        const start = (row + j * strideWidth + first[1]) * inChannels;
        for (let c = 0; c < inChannels; c++) to[start + c] = from[at++] as number;
      }
    }
  }
}
