import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { BatchNormAttrs, BatchNormGradInputs, BatchNormInputs } from '../own-kernels.ts';
import { runFormula } from './formula.ts';
import { toFloat } from './glsl.ts';
import { reducePairs } from './reduce.ts';
import type { WebglCall } from './webgl-call.ts';

/**
 * Batch normalisation in training (Ioffe and Szegedy 2015): y = (x - mean) / √(variance + ε) · scale + offset with the batch's own
 * moments, variance biased; channels last, a multiple of four. Gives y, mean, variance. Three draws, where stock kernels take ten:
 * both moments come out of one reading, each part of the rows with a mean of its own (Chan, Golub and LeVeque 1979), so that no
 * difference of large sums is taken.
 */
export function batchNorm({ inputs, attrs, backend }: WebglCall<BatchNormInputs, BatchNormAttrs>): TensorInfo[] {
  const { x, scale, offset } = inputs;
  const [mean, variance] = reducePairs(backend, { rows: { x }, channels: {} }, (glsl) => ({
    part: `  vec4 first = xOf(${glsl.firstTexel}), sum = vec4(0), squares = vec4(0);
${glsl.eachRow('vec4 apart = xOf(t) - first; sum += apart; squares += apart * apart;')}
  float n = ${glsl.rowsOf('p.y')};
  out0 = first + sum / n;
  out1 = squares - sum * sum / n;`,
    total: `  vec4 mean = vec4(0), squares = vec4(0);
${glsl.eachPart(`mean += a * ${glsl.rowsOf('s')};`)}
  mean /= ${glsl.rows};
${glsl.eachPart(`vec4 apart = a - mean; squares += b + apart * apart * ${glsl.rowsOf('s')};`)}
  out0 = mean;
  out1 = max(squares / ${glsl.rows}, vec4(0));`,
  }));
  const formula = `(a - b) * ${reciprocal('c', attrs)} * d + e`;
  const operands = { a: x, b: mean, c: variance, d: scale, e: offset };
  return [runFormula(backend, { formula, operands, shape: x.shape }), mean, variance];
}

/**
 * Its gradient by x, scale and offset, with r = 1 / √(variance + ε) and n values per channel:
 * d offset = Σ dy, d scale = r · Σ dy (x - mean), dx = scale · r · (dy - d offset / n - (x - mean) · r · d scale / n).
 */
export function batchNormGrad(call: WebglCall<BatchNormGradInputs, BatchNormAttrs>): TensorInfo[] {
  const { inputs, attrs, backend } = call;
  const { x, dy, scale, mean, variance } = inputs;
  const [dScale, dOffset] = reducePairs(backend, { rows: { x, dy }, channels: { mean, variance } }, (glsl) => ({
    part: `  vec4 middle = meanOf(p.x), products = vec4(0), sum = vec4(0);
${glsl.eachRow('vec4 slope = dyOf(t); products += slope * (xOf(t) - middle); sum += slope;')}
  out0 = products;
  out1 = sum;`,
    total: `  vec4 products = vec4(0), sum = vec4(0);
${glsl.eachPart('products += a; sum += b;')}
  out0 = products * ${reciprocal('varianceOf(c)', attrs)};
  out1 = sum;`,
  }));
  const share = toFloat(util.sizeFromShape(mean.shape) / util.sizeFromShape(x.shape));
  const r = reciprocal('d', attrs);
  const formula = `e * ${r} * (a - ${share} * (g + (b - c) * ${r} * f))`;
  const operands = { a: dy, b: x, c: mean, d: variance, e: scale, f: dScale, g: dOffset };
  return [runFormula(backend, { formula, operands, shape: x.shape }), dScale, dOffset];
}

function reciprocal(variance: string, { epsilon }: BatchNormAttrs): string {
  return `inversesqrt(${variance} + ${toFloat(epsilon)})`;
}
