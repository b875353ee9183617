import { env, setBackend } from '@tensorflow/tfjs-core';
import { AppError } from '../../core/base/errors.ts';
import type { BackendChoice, BackendName } from '../../core/training/config.ts';
import type { BackendInfo, BackendReason } from '../../core/training/events.ts';
import type { OnLost } from './on-lost.ts';

/**
 * Starts the wished backend; `auto` takes hardware WebGL, else WASM, else plain JavaScript, and says why.
 * A backend that was asked for by name is never replaced: throws `backend-unavailable` with `backend` and `reason`.
 */
export async function startBackend(choice: BackendChoice, onLost: OnLost): Promise<BackendInfo> {
  env().set('PROD', true);
  if (choice === 'auto') return startAuto(onLost);
  if (choice === 'webgl') return { ...(await startWebgl(onLost, true)), reason: 'chosen' };
  if (choice === 'wasm') return startWasm('chosen');
  return startCpu('chosen');
}

async function startAuto(onLost: OnLost): Promise<BackendInfo> {
  try {
    return await startWebgl(onLost, false);
  } catch (error) {
    const reason = reasonOf(error);
    return startWasm(reason).catch(() => startCpu('no-wasm'));
  }
}

/** Starts WebGL; software renderers only when `allowSoftware`, since WASM is some twenty times faster than they are. */
async function startWebgl(onLost: OnLost, allowSoftware: boolean): Promise<BackendInfo> {
  const { openContext, adoptContext } = await import('./webgl.ts');
  const context = openContext();
  if (!context) throw unavailable('webgl', 'no-webgl');
  if (context.software && !allowSoftware) {
    context.release();
    throw unavailable('webgl', 'software-webgl');
  }
  const started = await adoptContext(context, onLost);
  if (started !== 'float32') throw unavailable('webgl', started === 'float16' ? 'half-float-webgl' : 'no-webgl');
  return { backend: 'webgl', renderer: context.renderer, software: context.software, reason: 'hardware-webgl' };
}

async function startWasm(reason: BackendReason): Promise<BackendInfo> {
  if (typeof WebAssembly !== 'object') throw unavailable('wasm', 'no-wasm');
  const { setUpWasm } = await import('./wasm.ts');
  const simd = await setUpWasm();
  if (simd === null) throw unavailable('wasm', 'no-wasm');
  return { backend: 'wasm', renderer: simd ? 'WASM SIMD' : 'WASM', software: true, reason };
}

async function startCpu(reason: BackendReason): Promise<BackendInfo> {
  await import('@tensorflow/tfjs-backend-cpu');
  await setBackend('cpu');
  return { backend: 'cpu', renderer: 'CPU (JavaScript)', software: true, reason };
}

function unavailable(backend: BackendName, reason: BackendReason): AppError {
  return new AppError('backend-unavailable', { backend, reason });
}

function reasonOf(error: unknown): BackendReason {
  // What no one foresaw, an odd driver say, is one more way of having no WebGL.
  return error instanceof AppError ? (error.details.reason as BackendReason) : 'no-webgl';
}
