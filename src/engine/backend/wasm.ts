import { BackendWasm, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { backend, env, findBackendFactory, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { registerWasmKernels } from '../kernels/register-wasm.ts';
import { loadSimd } from '../kernels/simd/simd-module.ts';
import { threadsFor } from '../kernels/simd/threads.ts';
import { heapOf, type WasmModule } from './wasm-glue.ts';
import { startSharedModule } from './wasm-shared.ts';

const stockFactory = findBackendFactory('wasm');

/**
 * Starts the WASM backend with our kernels and says what it runs with, 'WASM SIMD, 2 threads' say; null when it does not
 * start. It needs SIMD, which every browser has that the build is made for (on processors since 2008); threads need a page that is
 * cross-origin isolated and more than one core.
 */
export async function setUpWasm(): Promise<string | null> {
  registerWasmKernels();
  if (!(await env().getAsync('WASM_HAS_SIMD_SUPPORT'))) return null;
  const wished = crossOriginIsolated ? threadsFor(navigator.hardwareConcurrency) : 1;
  const threads = (wished > 1 && (await setUpShared(wished))) || (await setUpStock());
  if (!threads) return null;
  return threads > 1 ? `WASM SIMD, ${threads} threads` : 'WASM SIMD';
}

/** On a heap that threads share; null where it does not start. */
async function setUpShared(threads: number): Promise<number | null> {
  const module = await startSharedModule();
  if (!module) return null;
  // TensorFlow.js' own kernels keep to one thread: theirs wait by spinning.
  setThreadsCount(1);
  return use(() => new BackendWasm(module), threads);
}

/** As TensorFlow.js starts it, with one thread. */
function setUpStock(): Promise<number | null> {
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': simdUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': simdUrl,
  });
  return use(stockFactory, 1);
}

/** The threads that it has; null where it does not start. */
async function use(factory: typeof stockFactory, threads: number): Promise<number | null> {
  removeBackend('wasm');
  registerBackend('wasm', factory);
  try {
    if (!(await setBackend('wasm'))) return null;
    return await loadSimd(heapOf((backend() as unknown as { readonly wasm: WasmModule }).wasm), threads);
  } catch {
    return null;
  }
}
