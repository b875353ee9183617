import plainUrl from './kernels.wasm?url';
import relaxedUrl from './kernels-relaxed.wasm?url';
import relaxedSharedUrl from './kernels-relaxed-shared.wasm?url';
import sharedUrl from './kernels-shared.wasm?url';
import { ALONE, startThreads, type ThreadedKernel, type Threads } from './threads.ts';

/**
 * The loops over the WASM backend's heap that its own kernels lack or do slowly, compiled from `assembly/` with SIMD; each is described
 * there. Tensors are addresses on the heap, channels last, float32; `bytes` is a tensor's length.
 */
export interface SimdKernels {
  convolve(task: number, thread: number): void;
  filterGradient(task: number, thread: number): void;
  sumGroups(from: number, groups: number, bytes: number, out: number): void;
  turnFilter(filter: number, taps: number, inChannels: number, outChannels: number, out: number): void;
  poolGradient(...args: [...PoolAddresses, films: number, inHeight: number, inWidth: number, channels: number]): void;
  sums(x: number, rows: number, channels: number, out: number): void;
  productSums(a: number, b: number, shift: number, rows: number, channels: number, out: number): void;
  scaleShift(x: number, factor: number, rest: number, rows: number, channels: number, out: number): void;
  combine(a: number, b: number, factors: number, rows: number, channels: number, out: number): void;
  adam(
    ...args: [
      ...AdamAddresses,
      bytes: number,
      beta1: number,
      beta2: number,
      epsilon: number,
      rate: number,
      kept: number,
    ]
  ): void;
  step(x: number, bytes: number, alpha: number, out: number): void;
}

type PoolAddresses = [x: number, y: number, dy: number, dx: number];

/** Old weight, gradient and moments, then the new weight and moments. */
export type AdamAddresses = [
  weight: number,
  gradient: number,
  first: number,
  second: number,
  newWeight: number,
  newFirst: number,
  newSecond: number,
];

/** The module on the heap of the backend that was started last. */
interface Loaded {
  readonly kernels: SimdKernels;
  readonly threads: Threads;
  /** Whether a product and its sum are one operation. */
  readonly fused: boolean;
}

let loaded: Loaded | null = null;

/**
 * Loads the module onto the heap of a WASM backend, before the backend computes anything, and gives how many threads it has: `count`,
 * or one where they do not come or the heap is not shared. Where the browser has relaxed SIMD a product and its sum are one operation
 * (fused multiply-add), twice as fast on processors that have it.
 */
export async function loadSimd(heap: WebAssembly.Memory, count: number): Promise<number> {
  unload();
  const isShared = !(heap.buffer instanceof ArrayBuffer);
  const relaxed = await compile(isShared ? relaxedSharedUrl : relaxedUrl).catch(ifUnknown);
  const module = relaxed ?? (await compile(isShared ? sharedUrl : plainUrl));
  const { exports } = await WebAssembly.instantiate(module, { env: { memory: heap } });
  const threads = (isShared && count > 1 && (await startThreads(count, { module, heap }))) || ALONE;
  loaded = { kernels: exports as unknown as SimdKernels, threads, fused: relaxed !== null };
  return threads.count;
}

/** Ends the threads of the backend that was started last. */
function unload(): void {
  loaded?.threads.end();
  loaded = null;
}

/** Null for a module that the browser does not understand; other failures are told. */
function ifUnknown(error: unknown): null {
  if (error instanceof WebAssembly.CompileError) return null;
  throw error;
}

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${response.status} for the kernels of the WASM backend`);
  return WebAssembly.compile(await response.arrayBuffer());
}

function current(): Loaded {
  if (!loaded) throw new Error('the SIMD kernels are not loaded');
  return loaded;
}

/** The kernels of the backend that was started last; throws before one was. */
export function simd(): SimdKernels {
  return current().kernels;
}

export function simdThreads(): number {
  return current().threads.count;
}

/** Whether convolutions are faster here than by XNNPACK, which has neither threads nor fused operations. */
export function simdConvolves(): boolean {
  const { threads, fused } = current();
  return fused || threads.count > 1;
}

/** Runs a kernel on all threads. */
export function runSimd(kernel: ThreadedKernel, task: number): void {
  const { kernels, threads } = current();
  threads.run(kernel, task, () => kernels[kernel](task, 0));
}
