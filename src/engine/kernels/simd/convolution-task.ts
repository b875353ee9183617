import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, onHeap, withScratch } from '../wasm-run.ts';
import { runSimd, simdThreads } from './simd-module.ts';
import type { ThreadedKernel } from './threads.ts';

type Info = ReturnType<typeof backend_util.computeConv2DInfo>;

/** What a convolution reads and writes: addresses on the heap, 0 where there is none. */
export interface ConvolutionTask {
  readonly x: number;
  readonly y: number;
  readonly filter: number;
  readonly bias: number;
  readonly relu: boolean;
  /** From `groupsOf`. */
  readonly groups: number;
}

const WORD = Uint32Array.BYTES_PER_ELEMENT;
/** Rows are taken six at a time: the table is read that far. */
const SPARE_ROWS = 5;
/** What a thread keeps of the product that it computes. */
const PRODUCT_BYTES = 64;
/** More than there are threads, so that none waits long for the last; the same with any number of them, so that results are. */
const MOST_GROUPS = 16;

/** Groups of films that have sums of their own in the gradient by the filter. */
export function groupsOf({ batchSize }: Info): number {
  return Math.max(1, Math.min(batchSize, MOST_GROUPS));
}

/** Runs a convolution's kernel on all threads; throws where the filter would reach beyond the film and its borders. */
export function runConvolution(backend: BackendWasm, kernel: ThreadedKernel, info: Info, task: ConvolutionTask): void {
  checkReach(info);
  const padded = borders(backend, info);
  try {
    runTask(backend, kernel, { info, task, padded });
  } finally {
    if (padded) backend.disposeData(padded.dataId);
  }
}

/** TensorFlow.js gives sizes that do not fit where a padding in pixels meets an oblong filter, or sizes are rounded up. */
function checkReach(info: Info): void {
  const { height, width } = paddedSize(info);
  const tall = (info.outHeight - 1) * info.strideHeight + info.filterHeight;
  const wide = (info.outWidth - 1) * info.strideWidth + info.filterWidth;
  if (tall > height || wide > width) throw new Error('a convolution reaches beyond its film');
}

interface Parts {
  readonly info: Info;
  readonly task: ConvolutionTask;
  readonly padded: TensorInfo | null;
}

/** Writes `Convolution` of `assembly/convolution.ts`, field by field, and runs the kernel. */
function runTask(backend: BackendWasm, kernel: ThreadedKernel, { info, task, padded }: Parts): void {
  const offsets = kernel === 'convolve' ? placeOffsets(info) : filterOffsets(info);
  const { padInfo, ...sizes } = info;
  const { height, width } = paddedSize(info);
  const head = [task.x, task.y, task.filter, task.bias, task.relu ? 1 : 0, padded ? addressOf(backend, padded) : 0];
  const tail = [
    ...[0, sizes.batchSize, task.groups, sizes.inHeight, sizes.inWidth, sizes.inChannels],
    ...[sizes.outHeight, sizes.outWidth, sizes.outChannels, sizes.filterHeight, sizes.filterWidth],
    ...[sizes.strideHeight, sizes.strideWidth, padInfo.top, padInfo.left, height, width],
  ];
  // The table and the room for products, then what follows.
  const words = head.length + 2 + tail.length;
  withScratch(backend, WORD * (words + offsets.length) + simdThreads() * PRODUCT_BYTES, (at, heap) => {
    const table = at + WORD * words;
    const products = table + WORD * offsets.length;
    new Uint32Array(heap, at, words).set([...head, table, products, ...tail]);
    new Uint32Array(heap, table, offsets.length).set(offsets);
    runSimd(kernel, at);
  });
}

function paddedSize({ inHeight, inWidth, padInfo }: Info): { readonly height: number; readonly width: number } {
  return { height: inHeight + padInfo.top + padInfo.bottom, width: inWidth + padInfo.left + padInfo.right };
}

/** Room for one film with zeros around it for each thread; null where no zeros are needed. */
function borders(backend: BackendWasm, info: Info): TensorInfo | null {
  const { height, width } = paddedSize(info);
  if (height === info.inHeight && width === info.inWidth) return null;
  const room = backend.makeOutput([simdThreads(), height, width, info.inChannels], 'float32');
  addressOf(backend, room);
  onHeap(backend, room).fill(0);
  return room;
}

/** From a film to where the filter's first value meets it, place by place. */
function placeOffsets(info: Info): Uint32Array {
  const { outHeight, outWidth, strideHeight, strideWidth, inChannels } = info;
  const { width } = paddedSize(info);
  const offsets = new Uint32Array(outHeight * outWidth + SPARE_ROWS);
  let place = 0;
  for (let i = 0; i < outHeight; i++) {
    for (let j = 0; j < outWidth; j++) {
      offsets[place++] = WORD * (i * strideHeight * width + j * strideWidth) * inChannels;
    }
  }
  return offsets;
}

/** From a place in a film to what row (a, b, c) of the filter meets there. */
function filterOffsets(info: Info): Uint32Array {
  const { filterHeight, filterWidth, inChannels } = info;
  const { width } = paddedSize(info);
  const offsets = new Uint32Array(filterHeight * filterWidth * inChannels + SPARE_ROWS);
  let row = 0;
  for (let a = 0; a < filterHeight; a++) {
    for (let b = 0; b < filterWidth; b++) {
      for (let c = 0; c < inChannels; c++) offsets[row++] = WORD * ((a * width + b) * inChannels + c);
    }
  }
  return offsets;
}
