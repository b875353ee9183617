import { setWebGLContext } from '@tensorflow/tfjs-backend-webgl';
import { backend, env, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { AppError } from '../../core/base/errors.ts';
import { registerWebglKernels } from '../kernels/webgl/register-webgl.ts';
import type { OnLost } from './on-lost.ts';

/** Textures beyond this are given back to the driver instead of being pooled; TensorFlow.js' own default never frees one. */
const POOLED_TEXTURE_BYTES = 512 * 2 ** 20;

const SOFTWARE = /swiftshader|llvmpipe|softpipe|basic render|software/i;

/** A WebGL2 context of our own and what draws it. */
export interface WebglContext {
  readonly gl: WebGL2RenderingContext;
  readonly canvas: OffscreenCanvas;
  readonly renderer: string;
  readonly software: boolean;
  /** Gives the GPU memory back when the context is not used after all. */
  release(): void;
}

/**
 * Opens a context on an OffscreenCanvas; null where the browser has none.
 * TensorFlow.js' own asks for no fast GPU, refuses slow ones, and cannot be made in a worker of Safari.
 */
export function openContext(): WebglContext | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const canvas = new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    premultipliedAlpha: false,
    preserveDrawingBuffer: false,
    depth: false,
    stencil: false,
    failIfMajorPerformanceCaveat: false,
    powerPreference: 'high-performance',
  });
  if (!gl) return null;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  const release = () => gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { gl, canvas, renderer, software: SOFTWARE.test(renderer), release };
}

/**
 * Makes the context TensorFlow.js' backend. `float16`: the device cannot render 32-bit floats, on which training turns
 * to NaN; the context is then released again.
 */
export async function adoptContext(context: WebglContext, onLost: OnLost): Promise<'float32' | 'float16' | 'failed'> {
  setWebGLContext(2, context.gl);
  env().set('WEBGL_VERSION', 2);
  if (!env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
    context.release();
    return 'float16';
  }
  registerWebglKernels(context.gl);
  env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', POOLED_TEXTURE_BYTES);
  if (!(await setBackend('webgl').catch(() => false))) {
    removeBackend('webgl');
    return 'failed';
  }
  mendEpsilon();
  context.canvas.addEventListener('webglcontextlost', () => onLost(new AppError('context-lost')));
  return 'float32';
}

/** Ends the backend and gives back the GPU memory; the loss of the context that this makes is told as any other. */
export function dropContext(context: WebglContext): void {
  removeBackend('webgl');
  context.release();
}

/**
 * `floatPrecision()` of TensorFlow.js 4.22 tests its flag the wrong way round and so takes every 32-bit GPU for a
 * 16-bit one: its epsilon is then 1e-4 instead of 1e-7 (its issue 6980).
 */
function mendEpsilon(): void {
  (backend() as unknown as { floatPrecisionValue: number }).floatPrecisionValue = 32;
}
