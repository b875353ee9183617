import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { type KernelFunc, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { toDense } from './convert.ts';
import { addBias, addRelu } from './convolve.ts';
import { denseOf, fits, makeDense, rowWidth } from './dense.ts';
import { glContext } from './gl-context.ts';
import { glslAt, rest } from './glsl.ts';
import { pendingRecipe } from './lazy.ts';
import { joinReluGrad } from './max-pool.ts';
import type { WebglCall } from './webgl-call.ts';

/** Formulas of two operands, by kernel. */
export const BINARY: Readonly<Record<string, string>> = {
  Add: 'a + b',
  Sub: 'a - b',
  Multiply: 'a * b',
  SquaredDifference: '(a - b) * (a - b)',
};

const RELU = 'mix(a, vec4(0), lessThan(a, vec4(0)))';
const RELU_GRAD = 'a * vec4(greaterThan(b, vec4(0)))';

type BinaryCall = WebglCall<{ a: TensorInfo; b: TensorInfo }, object>;

/**
 * A formula of two tensors of one shape, or of a tensor and one value for each of its last dimension, where one of them is
 * dense already: in one pass, where the stock kernels would first change its layout, twice. A bias added to a
 * convolution that is still pending joins that convolution's last pass.
 */
export function makeBinary(name: string, stock: KernelFunc) {
  const formula = BINARY[name] as string;
  return (call: BinaryCall): TensorInfo => {
    const { inputs, backend } = call;
    const { a, b } = inputs;
    if (!served(backend, a, b)) return stock(call as never) as TensorInfo;
    const joined = name === 'Add' && b.shape.length === 1 ? addBias(backend, a, b) : null;
    return joined ?? run(backend, { formula, operands: [a, b], shape: sizeOf(a) >= sizeOf(b) ? a.shape : b.shape });
  };
}

/** Relu; after a convolution that is still pending it joins that convolution's last pass. */
export function makeRelu(stock: KernelFunc) {
  return (call: WebglCall<{ x: TensorInfo }, object>): TensorInfo => {
    const { inputs, backend } = call;
    const { x } = inputs;
    if (!fits(backend, x) || !isDense(backend, x)) return stock(call as never) as TensorInfo;
    return addRelu(backend, x) ?? run(backend, { formula: RELU, operands: [x], shape: x.shape });
  };
}

/**
 * Gradient of relu from its result `y`: dy where y is above zero, in one pass instead of a step and a product; after a
 * max pooling's gradient that is still pending it joins that pass. Kernel of our own, see `register-webgl.ts`.
 */
export function reluGrad({ inputs, backend }: WebglCall<{ dy: TensorInfo; y: TensorInfo }, object>): TensorInfo {
  const { dy, y } = inputs;
  return joinReluGrad(backend, dy, y) ?? run(backend, { formula: RELU_GRAD, operands: [dy, y], shape: y.shape });
}

function served(backend: MathBackendWebGL, a: TensorInfo, b: TensorInfo): boolean {
  if (!fits(backend, a) || !fits(backend, b)) return false;
  const [large, small] = sizeOf(a) >= sizeOf(b) ? [a, b] : [b, a];
  const channels = large.shape.at(-1) as number;
  const rows = sizeOf(small) === channels && small.shape.at(-1) === channels && channels % 4 === 0;
  const same = util.arraysEqual([...a.shape], [...b.shape]);
  return (same || (rows && small.shape.length <= large.shape.length)) && (isDense(backend, a) || isDense(backend, b));
}

function isDense(backend: MathBackendWebGL, tensor: TensorInfo): boolean {
  return pendingRecipe(backend, tensor) !== null || denseOf(backend, tensor) !== null;
}

function sizeOf({ shape }: TensorInfo): number {
  return util.sizeFromShape(shape);
}

interface Formula {
  readonly formula: string;
  /** `a` and `b` of the formula. */
  readonly operands: readonly TensorInfo[];
  readonly shape: readonly number[];
}

function run(backend: MathBackendWebGL, { formula, operands, shape }: Formula): TensorInfo {
  const context = glContext(backend);
  const size = util.sizeFromShape([...shape]);
  const sources = operands.map((operand) => toDense(backend, operand));
  const width = sources.find((_, i) => sizeOf(operands[i] as TensorInfo) === size)?.width;
  const output = makeDense(backend, shape, width ?? (rowWidth(shape, context.maxSize) as number));
  const names = ['a', 'b'].slice(0, operands.length);
  const reads = sources.map((source, i) => {
    const texels = Math.ceil(sizeOf(operands[i] as TensorInfo) / 4);
    if (texels === Math.ceil(size / 4) && source.width === output.width) return 'p';
    return texels === Math.ceil(size / 4) ? `at${i}(t)` : `at${i}(${rest('t', texels, Math.ceil(size / 4))})`;
  });
  const ats = sources.map((source, i) => glslAt(`at${i}`, source.width, Math.ceil(size / 4)));
  const source = `${ats.join('')}void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int t = p.y * ${output.width} + p.x;
${names.map((name, i) => `  vec4 ${name} = texelFetch(${name}Texture, ${reads[i]}, 0);`).join('\n')}
  out0 = ${formula};
}`;
  const inputs = Object.fromEntries(names.map((name, i) => [`${name}Texture`, sources[i]?.texture as WebGLTexture]));
  context.draw({ source, inputs, target: output.texture, width: output.width, height: output.height });
  for (const { free } of sources) free();
  return output.info;
}
