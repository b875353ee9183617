import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { type BatchMatMulAttrs, type KernelFunc, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { toDense } from './convert.ts';
import { type Dense, fits, makeDense, rowWidth } from './dense.ts';
import { type GlContext, glContext } from './gl-context.ts';
import { divided, glslAt, rest } from './glsl.ts';
import type { WebglCall } from './webgl-call.ts';

/** Fragments that keep a large GPU busy. */
const FRAGMENTS = 8192;

/** A product of one matrix with another: rows × inner by inner × columns, as they are after transposing. */
interface Product {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Results of one fragment: `tileRows` rows by `tileGroups` groups of four columns, each group of a row in its own target. */
interface Plan extends Product {
  readonly tileRows: number;
  readonly tileGroups: number;
  /** Parts into which the inner dimension is cut, and steps in each. */
  readonly splits: number;
  readonly steps: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Product of two matrices, either one transposed (not both), all dimensions that lie in memory last multiples of four. A
 * fragment sums eight groups of four results, over a part of the inner dimension; a second pass adds the parts. The stock
 * shader sums one group over all of it, with two reads for eight multiply-adds and, for the 32 × 12544 × 64 of a
 * flattened image, too few fragments to fill a GPU.
 */
export function makeBatchMatMul(stock: KernelFunc) {
  return (call: WebglCall<{ a: TensorInfo; b: TensorInfo }, BatchMatMulAttrs>): TensorInfo => {
    const { inputs, attrs, backend } = call;
    const product = productOf(backend, inputs, attrs);
    const plan = product && planOf(glContext(backend), product);
    return plan ? multiply(backend, inputs, plan) : (stock(call as never) as TensorInfo);
  };
}

function productOf(
  backend: MathBackendWebGL,
  { a, b }: { a: TensorInfo; b: TensorInfo },
  { transposeA, transposeB }: BatchMatMulAttrs,
): Product | null {
  const one = [a, b].every(({ shape }) => util.sizeFromShape(shape.slice(0, -2)) === 1);
  const [aRows, aColumns] = a.shape.slice(-2) as [number, number];
  const [bRows, bColumns] = b.shape.slice(-2) as [number, number];
  const columns = transposeB ? bRows : bColumns;
  if (transposeA && transposeB) return null;
  const whole = [aColumns, bColumns, columns].every((size) => size % 4 === 0);
  const served = [a, b].every((matrix) => fits(backend, matrix));
  if (!one || !whole || !served) return null;
  return { rows: transposeA ? aColumns : aRows, inner: transposeA ? aRows : aColumns, columns, transposeA, transposeB };
}

function planOf({ targets, maxSize }: GlContext, product: Product): Plan | null {
  const { rows, inner, columns, transposeA } = product;
  const tileRows = transposeA ? 4 : Math.min(targets, rows);
  const tileGroups = transposeA ? Math.min(targets / 4, columns / 4) : 1;
  const width = Math.ceil(columns / 4 / tileGroups);
  const down = Math.ceil(rows / tileRows);
  const steps = transposeA ? inner : inner / 4;
  const wanted = Math.min(Math.ceil(FRAGMENTS / (width * down)), Math.ceil(steps / 8), Math.floor(maxSize / down));
  if (width > maxSize || down > maxSize || rowWidth([rows, columns], maxSize) === null) return null;
  const perSplit = Math.ceil(steps / Math.max(1, wanted));
  const splits = Math.ceil(steps / perSplit);
  return { ...product, tileRows, tileGroups, splits, steps: perSplit, width, height: down * splits };
}

function multiply(backend: MathBackendWebGL, { a, b }: { a: TensorInfo; b: TensorInfo }, plan: Plan): TensorInfo {
  const context = glContext(backend);
  const { rows, columns, tileRows, tileGroups, splits, width, height } = plan;
  const [left, right] = [toDense(backend, a), toDense(backend, b)];
  const parts = context.acquire(width, height, tileRows * tileGroups);
  const inputs = { a: left.texture, b: right.texture };
  context.draw({ source: partsShader(plan, left, right), inputs, target: parts, width, height });
  left.free();
  right.free();
  const shape = [...(a.shape.length >= b.shape.length ? a : b).shape.slice(0, -2), rows, columns];
  const output = makeDense(backend, shape, rowWidth(shape, context.maxSize) as number);
  const source = `void main() {
  int t = int(gl_FragCoord.y) * ${output.width} + int(gl_FragCoord.x);
  int row = ${divided('t', columns / 4, (rows * columns) / 4)};
  int group = t - row * ${columns / 4};
  int layer = ${rest('row', tileRows, rows)} * ${tileGroups} + ${rest('group', tileGroups, columns / 4)};
  int at = ${divided('row', tileRows, rows)};
  vec4 sum = vec4(0);
  for (int s = 0; s < ${splits}; ++s) {
    sum += texelFetch(parts, ivec3(${divided('group', tileGroups, columns / 4)}, s * ${height / splits} + at, layer), 0);
  }
  out0 = sum;
}`;
  context.draw({ source, inputs: { parts }, target: output.texture, width: output.width, height: output.height });
  context.release(parts);
  return output.info;
}

function range(n: number): number[] {
  return [...Array(n).keys()];
}

function partsShader(plan: Plan, left: Dense, right: Dense): string {
  const { rows, inner, columns, tileRows, tileGroups, splits, steps, height, transposeA } = plan;
  const results = range(tileRows * tileGroups);
  const last = transposeA ? inner : inner / 4;
  return `${glslAt('atA', left.width, (rows * inner) / 4)}${glslAt('atB', right.width, (inner * columns) / 4)}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int group = p.x * ${tileGroups};
  int split = p.y / ${height / splits};
  int row = (p.y - split * ${height / splits}) * ${tileRows};
${results.map((i) => `  vec4 sum${i} = vec4(0);`).join('\n')}
  int end = min((split + 1) * ${steps}, ${last});
  for (int k = split * ${steps}; k < end; ++k) {
${transposeA ? outerStep(plan) : innerStep(plan)}
  }
${results.map((i) => `  out${i} = sum${i};`).join('\n')}
}`;
}

/** Four values of the inner dimension: a row of A with four rows of B, or the dot products with four rows of B transposed. */
function innerStep({ inner, columns, tileRows, transposeB }: Plan): string {
  const depth = inner / 4;
  const at = (k: number) =>
    transposeB ? `(4 * group + ${k}) * ${depth} + k` : `(4 * k + ${k}) * ${columns / 4} + group`;
  const lines = range(4).map((k) => `vec4 b${k} = texelFetch(b, atB(${at(k)}), 0);`);
  for (const i of range(tileRows)) {
    lines.push(`vec4 a${i} = texelFetch(a, atA((row + ${i}) * ${depth} + k), 0);`);
    const products = range(4).map((k) => (transposeB ? `dot(a${i}, b${k})` : `a${i}.${'xyzw'[k]} * b${k}`));
    lines.push(`sum${i} += ${transposeB ? `vec4(${products.join(', ')})` : products.join(' + ')};`);
  }
  return lines.map((line) => `    ${line}`).join('\n');
}

/** One value of the inner dimension: four rows of the result at a time from a column of A. */
function outerStep({ rows, columns, tileGroups }: Plan): string {
  const lines = [`vec4 v = texelFetch(a, atA(k * ${rows / 4} + (row >> 2)), 0);`];
  for (const g of range(tileGroups)) {
    lines.push(`vec4 b${g} = texelFetch(b, atB(k * ${columns / 4} + group + ${g}), 0);`);
    for (const i of range(4)) lines.push(`sum${i * tileGroups + g} += v.${'xyzw'[i]} * b${g};`);
  }
  return lines.map((line) => `    ${line}`).join('\n');
}
