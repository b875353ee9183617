import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { gather, toDense } from './convert.ts';
import { denseOf, makeDense, rowWidth } from './dense.ts';
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
  const context = glContext(backend);
  const size = util.sizeFromShape([...shape]);
  const width = likeOperand(backend, operands, size) ?? rowWidth(shape, context.maxSize);
  if (width === null) throw new Error('too large for a texture');
  const sources = Object.entries(operands).map(([name, operand]) => sourceOf(backend, { name, operand, size, width }));
  const output = makeDense(backend, shape, width);
  const source = `${sources.map(({ glsl }) => glsl).join('')}void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int t = p.y * ${width} + p.x;
${sources.map(({ read }) => `  ${read}\n`).join('')}  out0 = ${formula};
}`;
  const inputs = Object.fromEntries(sources.map(({ sampler, texture }) => [sampler, texture]));
  context.draw({ source, inputs, target: output.texture, width, height: output.height });
  for (const { free } of sources) free();
  return output.info;
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

function sourceOf(backend: MathBackendWebGL, { name, operand, size, width }: Operand) {
  const own = util.sizeFromShape(operand.shape);
  if (own === 1) {
    const { glsl, sampler, texture } = gather(backend, operand, `${name}Value`);
    return { glsl, sampler, texture, read: `vec4 ${name} = vec4(${name}Value(0));`, free: () => {} };
  }
  const { texture, width: across, free } = toDense(backend, operand);
  const [texels, all] = [Math.ceil(own / 4), Math.ceil(size / 4)];
  const place = texels === all && across === width ? 'p' : `${name}At(${rest('t', texels, all)})`;
  const sampler = `${name}Texture`;
  return {
    glsl: glslAt(`${name}At`, across, texels),
    sampler,
    texture,
    free,
    read: `vec4 ${name} = texelFetch(${sampler}, ${place}, 0);`,
  };
}
