import { BackendWasm, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { env, findBackendFactory, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { registerWasmKernels } from '../kernels/register-wasm.ts';
import { startThreadedModule, threadsFor } from './wasm-threads.ts';

const stockFactory = findBackendFactory('wasm');

/**
 * Starts the WASM backend with our kernels and says what it runs with, 'WASM SIMD, 2 threads' say; null when it does not
 * start. Threads need SIMD, a page that is cross-origin isolated and more than one core.
 */
export async function setUpWasm(): Promise<string | null> {
  registerWasmKernels();
  const simd = (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) as boolean;
  const threads = simd && crossOriginIsolated ? threadsFor(navigator.hardwareConcurrency) : 1;
  if (threads > 1 && (await setUpThreads(threads))) return `WASM SIMD, ${threads} threads`;
  if (!(await setUpStock())) return null;
  return simd ? 'WASM SIMD' : 'WASM';
}

async function setUpThreads(count: number): Promise<boolean> {
  const module = await startThreadedModule(count);
  if (!module) return false;
  setThreadsCount(count);
  return use(() => new BackendWasm(module));
}

/** As TensorFlow.js starts it, but never with threads: it would start them from `blob:` scripts. */
function setUpStock(): Promise<boolean> {
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': simdUrl,
  });
  return use(stockFactory);
}

async function use(factory: typeof stockFactory): Promise<boolean> {
  removeBackend('wasm');
  registerBackend('wasm', factory);
  return setBackend('wasm').catch(() => false);
}
