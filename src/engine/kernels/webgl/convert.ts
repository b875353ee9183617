import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { type Dense, denseOf, makeDense, rowWidth, textureOf } from './dense.ts';
import { glContext } from './gl-context.ts';
import { divided, glslAt, glslPlace } from './glsl.ts';

/** A tensor in whatever layout it has, and GLSL that reads it. */
export interface Gather {
  readonly texture: WebGLTexture;
  /** `float <name>(int i)`: value i, counted as the tensor lies in memory; the sampler is called `<name>Texture`. */
  readonly glsl: string;
  readonly sampler: string;
}

/** An image tensor `[n, h, w, c]` as texels of four channels, the last one filled up with zeros. */
export interface ImageTexture extends Dense {
  /** Image rows in a row of the texture, a power of two. */
  readonly fold: number;
}

/** Reads any float32 tensor value by value: dense, the backend's one value a texel, or its 2 × 2 blocks. */
export function gather(backend: MathBackendWebGL, tensor: TensorInfo, name: string): Gather {
  const dense = denseOf(backend, tensor) ?? upload(backend, tensor);
  const sampler = `${name}Texture`;
  const texels = util.sizeFromShape(tensor.shape);
  if (dense) {
    const at = glslAt(`${name}At`, dense.width, texels / 4);
    const glsl = `${at}float ${name}(int i) { return texelFetch(${sampler}, ${name}At(i >> 2), 0)[i & 3]; }\n`;
    return { texture: dense.texture, glsl, sampler };
  }
  backend.uploadToGPU(tensor.dataId);
  const data = backend.texData.get(tensor.dataId);
  const [, columns] = data.texShape as [number, number];
  const texture = textureOf(backend, tensor);
  if (data.isPacked)
    return { texture, sampler, glsl: packedGlsl(name, data.shape, Math.max(1, Math.ceil(columns / 2))) };
  const start = data.slice?.flatOffset ?? 0;
  const glsl = `${glslAt(`${name}At`, columns, texels + start)}float ${name}(int i) {
  return texelFetch(${sampler}, ${name}At(i + ${start}), 0).r;
}\n`;
  return { texture, sampler, glsl };
}

/** The tensor as dense texels; it must fit, see `fits`. */
export function toDense(backend: MathBackendWebGL, tensor: TensorInfo): Dense {
  const known = denseOf(backend, tensor) ?? upload(backend, tensor);
  if (known) return known;
  const { texture, glsl, sampler } = gather(backend, tensor, 'value');
  const width = rowWidth(tensor.shape, glContext(backend).maxSize) as number;
  const output = makeDense(backend, tensor.shape, width);
  const source = `${glsl}void main() {
  int i = 4 * (int(gl_FragCoord.y) * ${width} + int(gl_FragCoord.x));
  out0 = vec4(value(i), value(i + 1), value(i + 2), value(i + 3));
}`;
  draw(backend, source, { [sampler]: texture }, output);
  return { ...output, free: () => backend.disposeIntermediateTensorInfo(output.info) };
}

/** The image tensor with four channels a texel and whole image rows in each row of the texture; null when it is too large. */
export function toImage(backend: MathBackendWebGL, tensor: TensorInfo): ImageTexture | null {
  const [n, h, w, c] = tensor.shape as [number, number, number, number];
  const channels = 4 * Math.ceil(c / 4);
  const row = (w * channels) / 4;
  const width = rowWidth([n, h, w, channels], glContext(backend).maxSize);
  if (width === null || width % row !== 0) return null;
  const known = c % 4 === 0 ? denseOf(backend, tensor) : null;
  const fold = known ? known.width / row : 0;
  if (known && Number.isInteger(fold) && (fold & (fold - 1)) === 0) return { ...known, fold };
  const { texture, glsl, sampler } = gather(backend, tensor, 'value');
  const output = makeDense(backend, [n, h, w, channels], width);
  const groups = channels / 4;
  const source = `${glsl}void main() {
${glslPlace(width, { images: n, rows: h, columns: w, groups })}  c *= 4;
  int i = (line * ${w} + x) * ${c} + c;
  out0 = vec4(${[0, 1, 2, 3].map((k) => `c + ${k} < ${c} ? value(i + ${k}) : 0.`).join(', ')});
}`;
  draw(backend, source, { [sampler]: texture }, output);
  return { ...output, fold: width / row, free: () => backend.disposeIntermediateTensorInfo(output.info) };
}

/** Values still on the CPU go straight into a dense texture, which the tensor keeps; null where they are elsewhere. */
function upload(backend: MathBackendWebGL, { dataId, dtype, shape }: TensorInfo): Dense | null {
  const data = backend.texData.get(dataId);
  const { values } = data;
  const { gl, maxSize } = glContext(backend);
  const size = util.sizeFromShape(shape);
  const width = rowWidth(shape, maxSize);
  if (!values || data.texture || dtype !== 'float32' || size % 2 !== 0 || width === null) return null;
  const height = Math.ceil(Math.ceil(size / 4) / width);
  data.values = null as never;
  data.isPacked = true;
  data.shape = [size / 2, 2];
  data.texShape = [2 * height, 2 * width];
  backend.uploadToGPU(dataId);
  const texels = new Float32Array(4 * width * height);
  texels.set(values as Float32Array);
  const texture = textureOf(backend, { dataId, dtype, shape });
  gl.activeTexture(gl.TEXTURE0);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA, gl.FLOAT, texels);
  return { texture, width, height, free: () => {} };
}

/** The backend's packed layout: blocks of two rows and two columns of the last two dimensions. */
function packedGlsl(name: string, shape: readonly number[], width: number): string {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.at(-2) ?? 1;
  const across = Math.ceil(columns / 2);
  const size = shape.reduce((product, side) => product * side, 1);
  return `float ${name}(int i) {
  int row = ${divided('i', columns, size)};
  int column = i - row * ${columns};
  int batch = ${divided('row', rows, size / columns)};
  row -= batch * ${rows};
  int t = (batch * ${Math.ceil(rows / 2)} + (row >> 1)) * ${across} + (column >> 1);
  int y = ${divided('t', width, Math.max(width + 1, size))};
  return texelFetch(${name}Texture, ivec2(t - y * ${width}, y), 0)[((row & 1) << 1) + (column & 1)];
}\n`;
}

function draw(
  backend: MathBackendWebGL,
  source: string,
  inputs: Record<string, WebGLTexture>,
  { texture, width, height }: Dense,
): void {
  glContext(backend).draw({ source, inputs, target: texture, width, height });
}
