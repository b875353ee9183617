import { conv2d, getBackend, sum, type Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import sharedUrl from '../kernels/simd/kernels-shared.wasm?url';
import { simdThreads } from '../kernels/simd/simd-module.ts';
import { startThreads, threadsFor } from '../kernels/simd/threads.ts';
import { noise, sameOnBoth } from '../testing/same-on-both.ts';
import '@tensorflow/tfjs-backend-cpu';
import { setUpWasm } from './wasm.ts';

beforeEach(() => {
  // It is there in isolated pages alone.
  expect(typeof SharedArrayBuffer).toBe('function');
  vi.stubGlobal('crossOriginIsolated', true);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A module without anything: its magic number and version. */
const EMPTY = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** A thread whose script never arrives. */
class SilentWorker extends EventTarget {
  static ended = 0;

  postMessage(): void {}

  terminate(): void {
    SilentWorker.ended++;
  }
}

/** A thread whose script the host refuses. */
class RefusedWorker extends SilentWorker {
  constructor() {
    super();
    setTimeout(() => this.dispatchEvent(new ErrorEvent('error', { message: 'refused' })));
  }
}

test('two cores are both taken, of more one is left to the films, and eight threads are enough', () => {
  expect([1, 2, 3, 4, 8, 9, 64].map(threadsFor)).toEqual([1, 2, 2, 3, 7, 8, 8]);
});

test('in a page that is isolated convolutions run on as many threads as asked for, and give the same', async () => {
  vi.stubGlobal('navigator', { ...navigator, hardwareConcurrency: 4 });
  expect(await setUpWasm()).toBe('WASM SIMD, 3 threads');
  expect(simdThreads()).toBe(3);
  await sameOnBoth(
    () => sum(conv2d(noise([4, 20, 20, 8], 1) as Tensor4D, noise([3, 3, 8, 16], 2) as Tensor4D, 1, 'same'), [1, 2]),
    { backend: 'wasm', bound: 2e-5 },
  );
});

test('a thread that fails makes the call fail, and nobody waits for it', async () => {
  const module = await WebAssembly.compileStreaming(fetch(sharedUrl));
  const heap = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const threads = await startThreads(2, { module, heap });
  // Far beyond the heap.
  expect(() => threads?.run('convolve', 2 ** 30, () => {})).toThrow('a thread failed in convolve');
  expect(() => threads?.run('convolve', 0, () => notThere())).toThrow('none');
  threads?.end();
});

function notThere(): never {
  throw new Error('none');
}

test('in a page that is not isolated one thread serves', async () => {
  vi.stubGlobal('crossOriginIsolated', false);
  expect(await setUpWasm()).toBe('WASM SIMD');
  expect(simdThreads()).toBe(1);
  expect(getBackend()).toBe('wasm');
});

test('threads that are refused are given up at once, and one thread serves', async () => {
  vi.stubGlobal('Worker', RefusedWorker);
  expect(await setUpWasm()).toBe('WASM SIMD');
});

test('threads that never come are given up after a while, and ended', async () => {
  vi.stubGlobal('Worker', SilentWorker);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  SilentWorker.ended = 0;
  const heap = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const threads = startThreads(3, { module: new WebAssembly.Module(EMPTY), heap });
  await vi.waitUntil(() => vi.getTimerCount() > 0, { timeout: 20_000 });
  vi.advanceTimersByTime(10_000);
  expect(await threads).toBeNull();
  expect(SilentWorker.ended).toBe(2);
});
