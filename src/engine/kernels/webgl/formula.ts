import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { gather, toDense } from './convert.ts';
import { type DenseOutput, denseOf, makeDense, rowWidth } from './dense.ts';
import { glContext } from './gl-context.ts';
import { glslAt, rest } from './glsl.ts';
import { pendingRecipe } from './lazy.ts';

/** A formula that makes four values of the result from four of each operand. */
export interface Formula {
  readonly formula: string;
  /** By their names in the formula: the result's size, or a part of it that is repeated, or a single value. */
  readonly operands: Readonly<Record<string, TensorInfo>>;
  readonly shape: readonly number[];
}

/** True when kernels of ours read the tensor as it is. */
export function isDense(backend: MathBackendWebGL, tensor: TensorInfo): boolean {
  return pendingRecipe(backend, tensor) !== null || denseOf(backend, tensor) !== null;
}

/** Computes the formula in one pass. */
export function runFormula(backend: MathBackendWebGL, { formula, operands, shape }: Formula): TensorInfo {
  return runFormulas(backend, { formulas: [formula], operands, shape })[0] as TensorInfo;
}

/** Several results of one shape from the same operands, and numbers that change from call to call. */
export interface Formulas extends Omit<Formula, 'formula'> {
  readonly formulas: readonly string[];
  readonly uniforms?: Readonly<Record<string, number>>;
}

/** Computes all of them in one pass, each into a render target of its own, four at most. */
export function runFormulas(
  backend: MathBackendWebGL,
  { formulas, operands, shape, uniforms }: Formulas,
): TensorInfo[] {
  const context = glContext(backend);
  const size = util.sizeFromShape([...shape]);
  const width = likeOperand(backend, operands, size) ?? rowWidth(shape, context.maxSize);
  if (width === null) throw new Error('too large for a texture');
  const sources = Object.entries(operands).map(([name, operand]) => sourceOf(backend, { name, operand, size, width }));
  const outputs = formulas.map(() => makeDense(backend, shape, width));
  const source = `${sources.map(({ glsl }) => glsl).join('')}void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int t = p.y * ${width} + p.x;
${sources.map(({ read }) => `  ${read}\n`).join('')}${formulas.map((formula, i) => `  out${i} = ${formula};\n`).join('')}}`;
  context.draw({
    source,
    inputs: Object.assign({}, ...sources.map(({ inputs }) => inputs)) as Record<string, WebGLTexture>,
    uniforms: Object.assign({}, uniforms, ...sources.map(({ numbers }) => numbers)) as Record<string, number>,
    target: outputs.map(({ texture }) => texture),
    width,
    height: (outputs[0] as DenseOutput).height,
  });
  for (const { free } of sources) free();
  return outputs.map(({ info }) => info);
}

/** The layout of an operand of the result's size, so that both have each texel in the same place. */
function likeOperand(backend: MathBackendWebGL, operands: Formula['operands'], size: number): number | null {
  for (const operand of Object.values(operands)) {
    const dense = util.sizeFromShape(operand.shape) === size ? denseOf(backend, operand) : null;
    if (dense) return dense.width;
  }
  return null;
}

interface Operand {
  readonly name: string;
  readonly operand: TensorInfo;
  readonly size: number;
  readonly width: number;
}

/** An operand as the shader reads it. */
interface Source {
  readonly glsl: string;
  /** The statement that declares its four values. */
  readonly read: string;
  readonly inputs: Readonly<Record<string, WebGLTexture>>;
  readonly numbers: Readonly<Record<string, number>>;
  free(): void;
}

function sourceOf(backend: MathBackendWebGL, { name, operand, size, width }: Operand): Source {
  const own = util.sizeFromShape(operand.shape);
  if (own === 1) return sourceOfOne(backend, name, operand);
  const { texture, width: across, free } = toDense(backend, operand);
  const [texels, all] = [Math.ceil(own / 4), Math.ceil(size / 4)];
  const place = texels === all && across === width ? 'p' : `${name}At(${rest('t', texels, all)})`;
  const sampler = `${name}Texture`;
  return {
    glsl: glslAt(`${name}At`, across, texels),
    read: `vec4 ${name} = texelFetch(${sampler}, ${place}, 0);`,
    inputs: { [sampler]: texture },
    numbers: {},
    free,
  };
}

/** A single value: a uniform where it is still on the CPU, since a texture for it would take two passes. */
function sourceOfOne(backend: MathBackendWebGL, name: string, operand: TensorInfo): Source {
  const { values } = backend.texData.get(operand.dataId);
  if (values instanceof Float32Array) {
    const number = `${name}Number`;
    const numbers = { [number]: values[0] as number };
    return { glsl: '', read: `vec4 ${name} = vec4(${number});`, inputs: {}, numbers, free: () => {} };
  }
  const { glsl, sampler, texture } = gather(backend, operand, `${name}Value`);
  const read = `vec4 ${name} = vec4(${name}Value(0));`;
  return { glsl, read, inputs: { [sampler]: texture }, numbers: {}, free: () => {} };
}
