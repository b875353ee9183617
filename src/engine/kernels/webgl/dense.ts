import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { glContext } from './gl-context.ts';

/** A float32 tensor as texels of four values that follow one another in memory: value i is in texel ⌊i / 4⌋. */
export interface Dense {
  readonly texture: WebGLTexture;
  /** Texels in a row of the texture: texel t is at (t mod width, ⌊t / width⌋). */
  readonly width: number;
  readonly height: number;
  /** Gives a copy back that was made for this kernel; nothing where the tensor itself is dense. */
  free(): void;
}

/** A new dense tensor, its values not yet written. */
export interface DenseOutput extends Dense {
  readonly info: TensorInfo;
}

/** Most texels in a row of textures of no special layout. */
const PLAIN_WIDTH = 1024;

/**
 * Texels in a texture's row for a tensor of this shape, null where it does not fit. For images `[n, h, w, c]` a row holds
 * one image row, or a power of two of them, so that kernels find a pixel without a division; otherwise as many matrix
 * rows as fit.
 */
export function rowWidth(shape: readonly number[], maxSize: number): number | null {
  const texels = Math.ceil(util.sizeFromShape([...shape]) / 4);
  const inner = shape.length >= 3 ? shape.slice(-2) : shape.slice(-1);
  let width = util.sizeFromShape([...inner]) / 4;
  if (!Number.isInteger(width) || width > maxSize) width = Math.min(PLAIN_WIDTH, texels);
  while (texels / width > maxSize) width *= 2;
  return width <= maxSize ? width : null;
}

/**
 * Makes a dense tensor in the backend's own terms, so that any of its kernels can read it: packed as if it had the shape
 * [size / 2, 2], whose 2 × 2 blocks are four values that follow one another. The backend converts where another layout is
 * asked for. The size must be even and `width` at most the context's.
 */
export function makeDense(backend: MathBackendWebGL, shape: readonly number[], width: number): DenseOutput {
  const plan = planDense(backend, shape, width);
  return plan.allocate();
}

/** A dense tensor that has no texture yet. */
export interface DensePlan {
  readonly info: TensorInfo;
  /** Takes a texture from the backend; once. */
  allocate(): DenseOutput;
}

/** The same, its texture taken later. */
export function planDense(backend: MathBackendWebGL, shape: readonly number[], width: number): DensePlan {
  const size = util.sizeFromShape([...shape]);
  const height = Math.ceil(Math.ceil(size / 4) / width);
  const info = backend.makeTensorInfo([...shape], 'float32');
  const data = backend.texData.get(info.dataId);
  data.isPacked = true;
  data.shape = [size / 2, 2];
  data.texShape = [2 * height, 2 * width];
  const allocate = () => {
    backend.uploadToGPU(info.dataId);
    return { info, texture: textureOf(backend, info), width, height, free: () => {} };
  };
  return { info, allocate };
}

/** The tensor's dense texture when it has one already. */
export function denseOf(backend: MathBackendWebGL, { dataId, dtype }: TensorInfo): Dense | null {
  const data = backend.texData.get(dataId);
  if (dtype !== 'float32' || !data.isPacked || data.slice || !data.texShape) return null;
  const [rows, columns] = data.shape;
  if (data.shape.length !== 2 || columns !== 2 || rows === undefined) return null;
  if (!data.texture) return null;
  const [height, width] = data.texShape;
  return { texture: data.texture.texture, width: width / 2, height: height / 2, free: () => {} };
}

/** True when a kernel of ours takes the tensor: float32, its size even, and small enough for one texture. */
export function fits(backend: MathBackendWebGL, { shape, dtype }: Pick<TensorInfo, 'shape' | 'dtype'>): boolean {
  const size = util.sizeFromShape(shape);
  return dtype === 'float32' && size > 0 && size % 2 === 0 && rowWidth(shape, glContext(backend).maxSize) !== null;
}

/** The backend's own texture of a tensor that is on the GPU. */
export function textureOf(backend: MathBackendWebGL, { dataId }: TensorInfo): WebGLTexture {
  return backend.texData.get(dataId).texture?.texture as WebGLTexture;
}
