import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { type Axis, type ConvProgram, convProgram, type Tile } from './conv-program.ts';
import { gather, toDense, toImage } from './convert.ts';
import { type DenseOutput, rowWidth } from './dense.ts';
import { type GlContext, glContext, type Planes } from './gl-context.ts';
import { divided, glslAt, glslPlace, rest } from './glsl.ts';
import { hold, makeLazy, pendingRecipe } from './lazy.ts';

/** A convolution, or its gradient by the input: `image` [n, h, w, c] and the filter as it is stored. */
export interface Convolution {
  readonly image: TensorInfo;
  readonly filter: TensorInfo;
  readonly y: Axis;
  readonly x: Axis;
  /** Channels of the result. */
  readonly channels: number;
}

/** A convolution's result, pixel i of each tile in layer i, and what is still to be done to it. */
interface ConvRecipe {
  readonly kind: 'convolution';
  readonly planes: SharedPlanes;
  readonly tile: Tile;
  readonly rows: number;
  readonly shape: readonly number[];
  readonly bias: TensorInfo | null;
  readonly relu: boolean;
}

/** Beyond any place in an image. */
const LARGE = 2 ** 15;

interface SharedPlanes {
  readonly planes: Planes;
  users: number;
}

/**
 * Convolves; null where a texture would be too large. The result is lazy, so that a bias and a relu join the pass that puts
 * its pixels in order.
 */
export function convolve(backend: MathBackendWebGL, convolution: Convolution): TensorInfo | null {
  const { image, filter, y, x, channels } = convolution;
  const context = glContext(backend);
  const batch = image.shape[0] as number;
  const shape = [batch, y.to, x.to, channels];
  const groups = Math.ceil(channels / 4);
  const depth = image.shape[3] as number;
  const filterRows = y.taps * x.taps * 4 * Math.ceil(depth / 4);
  if (filterRows > context.maxSize || rowWidth(shape, context.maxSize) === null) return null;
  const source = toImage(backend, image);
  if (!source) return null;
  const program = convProgram({ y, x, channels: depth, groups, fold: source.fold }, context.targets);
  const [width, height] = [program.width, batch * program.rows];
  if (Math.max(width, height) > context.maxSize) {
    source.free();
    return null;
  }
  const filters = orderFilter(backend, filter, { rows: filterRows, groups, backwards: x.backwards });
  const planes = context.acquire(width, height, program.tile.columns * program.tile.rows);
  context.draw({
    source: program.source,
    inputs: { image: source.texture, filters: filters.texture },
    target: planes,
    width,
    height,
  });
  source.free();
  filters.free();
  return finish(backend, { planes, program, shape });
}

function finish(
  backend: MathBackendWebGL,
  { planes, program, shape }: { planes: Planes; program: ConvProgram; shape: readonly number[] },
): TensorInfo {
  const { tile, rows } = program;
  const recipe = { kind: 'convolution', tile, rows, shape, bias: null, relu: false } as const;
  const shared = { planes, users: 0 };
  if ((shape[3] as number) % 4 === 0) return lazily(backend, { ...recipe, planes: shared });
  const output = backend.makeTensorInfo([...shape], 'float32');
  backend.uploadToGPU(output.dataId);
  const data = backend.texData.get(output.dataId);
  const [height, width] = data.texShape as [number, number];
  const target = data.texture?.texture as WebGLTexture;
  glContext(backend).draw({ source: plainOrder(tile, rows, shape, width), inputs: { planes }, target, width, height });
  glContext(backend).release(planes);
  return output;
}

/** The pending result with `bias` added to each channel; null when nothing of the kind is pending. */
export function addBias(backend: MathBackendWebGL, x: TensorInfo, bias: TensorInfo): TensorInfo | null {
  const recipe = convolutionPending(backend, x);
  if (!recipe || recipe.bias || recipe.relu) return null;
  return lazily(backend, { ...recipe, bias });
}

/** The pending result, and nothing below zero; null when nothing of the kind is pending. */
export function addRelu(backend: MathBackendWebGL, x: TensorInfo): TensorInfo | null {
  const recipe = convolutionPending(backend, x);
  return recipe && !recipe.relu ? lazily(backend, { ...recipe, relu: true }) : null;
}

function convolutionPending(backend: MathBackendWebGL, x: TensorInfo): ConvRecipe | null {
  const recipe = pendingRecipe(backend, x) as ConvRecipe | null;
  return recipe?.kind === 'convolution' && util.arraysEqual([...recipe.shape], x.shape) ? recipe : null;
}

function lazily(backend: MathBackendWebGL, recipe: ConvRecipe): TensorInfo {
  const { planes, bias } = recipe;
  const letGo = bias && hold(backend, bias);
  planes.users++;
  const drop = () => {
    letGo?.();
    if (--planes.users === 0) glContext(backend).release(planes.planes);
  };
  return makeLazy(backend, recipe.shape, { recipe, write: (output) => writeOrdered(backend, recipe, output), drop });
}

/** The pass that puts the pixels in order, adds the bias and cuts off at zero. */
function writeOrdered(backend: MathBackendWebGL, recipe: ConvRecipe, output: DenseOutput): void {
  const { tile, rows, bias, relu, shape } = recipe;
  const [images, height, width, channels] = shape as [number, number, number, number];
  const groups = channels / 4;
  const biases = bias && toDense(backend, bias);
  const sum = bias ? 'value + texelFetch(bias, at(c), 0)' : 'value';
  const at = biases ? glslAt('at', biases.width, groups) : '';
  const source = `${at}void main() {
${glslPlace(output.width, { images, rows: height, columns: width, groups })}  vec4 value = texelFetch(planes, ${planeAt(tile, rows, groups)}, 0);
  value = ${sum};
  out0 = ${relu ? 'mix(value, vec4(0), lessThan(value, vec4(0)))' : 'value'};
}`;
  const inputs = { planes: recipe.planes.planes, ...(biases && { bias: biases.texture }) };
  glContext(backend).draw({ source, inputs, target: output.texture, width: output.width, height: output.height });
  biases?.free();
}

/** The same pass where the channels are no multiple of four: the backend's plain layout, one value a texel. */
function plainOrder(tile: Tile, rows: number, shape: readonly number[], across: number): string {
  const [, height, width, channels] = shape as [number, number, number, number];
  const size = util.sizeFromShape([...shape]);
  return `void main() {
  int i = int(gl_FragCoord.y) * ${across} + int(gl_FragCoord.x);
  int pixel = ${divided('i', channels, size)};
  int channel = i - pixel * ${channels};
  int c = channel >> 2;
  int row = ${divided('pixel', width, size / channels)};
  int x = pixel - row * ${width};
  int n = ${divided('row', height, size / channels / width)};
  int y = row - n * ${height};
  out0 = vec4(i < ${size} ? texelFetch(planes, ${planeAt(tile, rows, Math.ceil(channels / 4))}, 0)[channel & 3] : 0.);
}`;
}

function planeAt({ columns, rows: tileRows }: Tile, rows: number, groups: number): string {
  const layer = `${rest('y', tileRows, LARGE)} * ${columns} + ${rest('x', columns, LARGE)}`;
  return `ivec3(${divided('x', columns, LARGE)} * ${groups} + c, n * ${rows} + ${divided('y', tileRows, LARGE)}, ${layer})`;
}

/**
 * The filter as the shader reads it: a row for each tap and source channel, four result channels a texel, filled up with
 * zeros. Backwards the two channels change places.
 */
function orderFilter(
  backend: MathBackendWebGL,
  filter: TensorInfo,
  { rows, groups, backwards }: { rows: number; groups: number; backwards: boolean },
): { texture: WebGLTexture; free(): void } {
  const context: GlContext = glContext(backend);
  const [, , inner, outer] = filter.shape as [number, number, number, number];
  const [from, to] = backwards ? [outer, inner] : [inner, outer];
  const padded = 4 * Math.ceil(from / 4);
  const { texture, sampler, glsl } = gather(backend, filter, 'filterValue');
  const index = backwards ? `(tap * ${inner} + k) * ${outer} + c` : `(tap * ${inner} + c) * ${outer} + k`;
  const source = `${glsl}float at(int tap, int c, int k) {
  return c < ${from} && k < ${to} ? filterValue(${index}) : 0.;
}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int tap = ${divided('p.y', padded, rows)};
  int c = p.y - tap * ${padded};
  int k = 4 * p.x;
  out0 = vec4(at(tap, c, k), at(tap, c, k + 1), at(tap, c, k + 2), at(tap, c, k + 3));
}`;
  const info = backend.makeTensorInfo([rows, groups * 4], 'float32');
  const data = backend.texData.get(info.dataId);
  data.isPacked = true;
  data.shape = [rows * groups * 2, 2];
  data.texShape = [2 * rows, 2 * groups];
  backend.uploadToGPU(info.dataId);
  const target = data.texture?.texture as unknown as WebGLTexture;
  context.draw({ source, inputs: { [sampler]: texture }, target, width: groups, height: rows });
  return { texture: target, free: () => backend.disposeIntermediateTensorInfo(info) };
}
