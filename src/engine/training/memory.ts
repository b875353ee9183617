import { env, memory } from '@tensorflow/tfjs-core';
import { AppError } from '../../core/base/errors.ts';
import type { BackendName } from '../../core/training/config.ts';
import type { NetworkSummary } from '../../core/training/events.ts';

const FLOAT_BYTES = 4;
/** A layer's output stands about this often in memory at once while training: values, activation, gradients. */
const COPIES_OF_OUTPUTS = 4;
/** Weights, gradient, two moments, and what is being made of them. */
const COPIES_OF_WEIGHTS = 6;

/** TensorFlow.js' flag: textures that nobody needs any more are kept up to so many bytes in all. */
const IDLE_TEXTURES = 'WEBGL_DELETE_TEXTURE_THRESHOLD';

const GIB = 2 ** 30;
/** A WASM heap ends at 2 GiB and what does not fit there breaks the backend for good. */
const ROOM: Readonly<Record<BackendName, number>> = { wasm: 1.5 * GIB, cpu: 1.5 * GIB, webgl: 4 * GIB };

/**
 * Throws `out-of-memory` with `bytes` before a run that cannot fit is started; else lets WebGL keep the textures of one of its steps for
 * the next, which would else make a part of them anew each time.
 */
export function reserveMemory(network: NetworkSummary, batchSize: number, backend: BackendName): void {
  const outputs = network.layers.reduce((sum, { outputShape }) => sum + outputShape.reduce((a, b) => a * b, 1), 0);
  const bytes = FLOAT_BYTES * (outputs * batchSize * COPIES_OF_OUTPUTS + network.parameters * COPIES_OF_WEIGHTS);
  if (bytes > ROOM[backend]) throw new AppError('out-of-memory', { bytes, room: ROOM[backend] });
  if (backend === 'webgl') env().set(IDLE_TEXTURES, Math.max(env().getNumber(IDLE_TEXTURES), bytes));
}

/** Live tensors and their bytes; on WebGL the bytes allocated on the GPU. */
export function memoryNow(): { readonly tensors: number; readonly bytes: number } {
  const info = memory() as ReturnType<typeof memory> & { numBytesInGPUAllocated?: number };
  return { tensors: info.numTensors, bytes: info.numBytesInGPUAllocated ?? info.numBytes };
}
