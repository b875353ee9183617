import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import {
  broadcast_util,
  type FusedBatchNormAttrs,
  type KernelFunc,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { addBias, addRelu } from './convolve.ts';
import { fits } from './dense.ts';
import { isDense, runFormula } from './formula.ts';
import { toFloat } from './glsl.ts';
import { joinReluGrad } from './max-pool.ts';
import type { WebglCall } from './webgl-call.ts';

/** Formulas of two operands, by kernel. */
export const BINARY: Readonly<Record<string, string>> = {
  Add: 'a + b',
  Sub: 'a - b',
  Multiply: 'a * b',
  RealDiv: 'a / b',
};

const RELU = 'mix(a, vec4(0), lessThan(a, vec4(0)))';
const RELU_GRAD = 'a * vec4(greaterThan(b, vec4(0)))';

/**
 * A formula of two tensors of one shape, or of a tensor with one value for each of its last dimension or a single value,
 * where one of them is dense already: one pass, where the stock kernels would first change its layout, twice. A bias
 * added to a convolution that is still pending joins that convolution's last pass.
 */
export function makeBinary(name: string, stock: KernelFunc) {
  const formula = BINARY[name] as string;
  return (call: WebglCall<{ a: TensorInfo; b: TensorInfo }, object>): TensorInfo => {
    const { inputs, backend } = call;
    const { a, b } = inputs;
    const dense = isDense(backend, a) || isDense(backend, b);
    if (!dense || !(spreads(backend, a, b) || spreads(backend, b, a))) return stock(call as never) as TensorInfo;
    const bias = name === 'Add' && b.shape.length === 1 && b.shape[0] === a.shape.at(-1);
    const joined = bias ? addBias(backend, a, b) : null;
    const shape = broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
    return joined ?? runFormula(backend, { formula, operands: { a, b }, shape });
  };
}

/** Relu; after a convolution that is still pending it joins that convolution's last pass. */
export function makeRelu(stock: KernelFunc) {
  return (call: WebglCall<{ x: TensorInfo }, object>): TensorInfo => {
    const { inputs, backend } = call;
    const { x } = inputs;
    const joined = addRelu(backend, x);
    if (joined) return joined;
    if (!fits(backend, x) || !isDense(backend, x)) return stock(call as never) as TensorInfo;
    return runFormula(backend, { formula: RELU, operands: { a: x }, shape: x.shape });
  };
}

/**
 * Gradient of relu from its result `y`: dy where y is above zero, in one pass instead of a step and a product; after a
 * max pooling's gradient that is still pending it joins that pass. A kernel of our own, see `register-webgl.ts`.
 */
export function reluGrad({ inputs, backend }: WebglCall<{ dy: TensorInfo; y: TensorInfo }, object>): TensorInfo {
  const { dy, y } = inputs;
  const joined = joinReluGrad(backend, dy, y);
  return joined ?? runFormula(backend, { formula: RELU_GRAD, operands: { a: dy, b: y }, shape: y.shape });
}

interface BatchNormInputs {
  readonly x: TensorInfo;
  readonly mean: TensorInfo;
  readonly variance: TensorInfo;
  readonly offset?: TensorInfo;
  readonly scale?: TensorInfo;
}

/** Batch normalisation with given mean and variance of each channel: (x - mean) / √(variance + ε) · scale + offset. */
export function makeBatchNorm(stock: KernelFunc) {
  return (call: WebglCall<BatchNormInputs, FusedBatchNormAttrs>): TensorInfo => {
    const { inputs, attrs, backend } = call;
    const { x, mean, variance, offset, scale } = inputs;
    const operands = { a: x, b: mean, c: variance, ...(scale && { d: scale }), ...(offset && { e: offset }) };
    const served = Object.values(operands).every((operand) => spreads(backend, x, operand));
    if (!served || !isDense(backend, x)) return stock(call as never) as TensorInfo;
    const normal = `(a - b) * inversesqrt(c + ${toFloat(attrs.varianceEpsilon)})`;
    const formula = `${normal}${scale ? ' * d' : ''}${offset ? ' + e' : ''}`;
    return runFormula(backend, { formula, operands, shape: x.shape });
  };
}

/** True when `small` has the shape of `large`, or one value for each of its last dimension, or one in all. */
function spreads(backend: MathBackendWebGL, large: TensorInfo, small: TensorInfo): boolean {
  if (!fits(backend, large) || small.dtype !== 'float32' || small.shape.length > large.shape.length) return false;
  const size = util.sizeFromShape(small.shape);
  const channels = large.shape.at(-1) as number;
  const row = size === channels && small.shape.at(-1) === channels && channels % 4 === 0;
  return size === 1 || row || util.arraysEqual(large.shape, small.shape);
}
