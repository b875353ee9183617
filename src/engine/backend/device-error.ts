import { backend, getBackend } from '@tensorflow/tfjs-core';
import { AppError } from '../../core/base/errors.ts';

/** What TensorFlow.js says when a driver refuses one of its shaders. */
const REFUSED = /failed to (compile|link)|shader program validation/i;

/**
 * What a thrown value was in truth: on a context that is gone kernels throw whatever comes of it, before the loss is told,
 * and a refused shader throws words only. Anything else is given back as it is.
 */
export function deviceError(error: unknown): unknown {
  const gl = webglContext();
  if (!gl) return error;
  if (gl.isContextLost()) return new AppError('context-lost', {}, { cause: error });
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : '';
  return REFUSED.test(message) ? new AppError('kernel-failed', { message }, { cause: error }) : error;
}

/** Whether the graphics card is gone: what was read from it last may be anything, and what is read next never comes. */
export function isDeviceLost(): boolean {
  return webglContext()?.isContextLost() ?? false;
}

function webglContext(): WebGL2RenderingContext | null {
  if (getBackend() !== 'webgl') return null;
  return (backend() as unknown as { readonly gpgpu: { readonly gl: WebGL2RenderingContext } }).gpgpu.gl;
}
