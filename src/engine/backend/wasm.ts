import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { env, setBackend } from '@tensorflow/tfjs-core';
import { registerWasmKernels } from '../kernels/register-wasm.ts';

/**
 * Starts the WASM backend with our kernels; true with SIMD, null when it does not start.
 * One thread: the threaded build starts its workers from `blob:` scripts, which the security policy forbids.
 */
export async function setUpWasm(): Promise<boolean | null> {
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': simdUrl,
  });
  registerWasmKernels();
  if (!(await setBackend('wasm').catch(() => false))) return null;
  return (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) as boolean;
}
