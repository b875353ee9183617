import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { toDense } from './convert.ts';
import { makeDense, rowWidth } from './dense.ts';
import { glContext } from './gl-context.ts';
import { glslAt, toFloat } from './glsl.ts';

/**
 * Into how many parts a sum over rows is split. A fragment takes one texel after the other, of its part in the first pass and of all parts
 * in the second, and the GPU waits for each: as many parts as each has rows make both waits shortest.
 */
export function splitsFor(rows: number, maxSize: number): number {
  return Math.min(Math.ceil(Math.sqrt(rows)), maxSize);
}

/** What a reduction reads, by the names that its GLSL has for them: `vec4 <name>Of(int t)` is texel t. */
interface Read {
  /** Tensors of one shape, channels last, a multiple of four. */
  readonly rows: Readonly<Record<string, TensorInfo>>;
  /** One value a channel. */
  readonly channels: Readonly<Record<string, TensorInfo>>;
}

/** GLSL that the two passes of a reduction are made of. */
export interface ReduceGlsl {
  /** How many rows there are. */
  readonly rows: string;
  /** The first texel of the part in hand, `p.y`; its channels are `p.x`. */
  readonly firstTexel: string;
  /** How many rows a part has. */
  rowsOf(part: string): string;
  /** Runs for each texel `t` of the part in hand. */
  eachRow(body: string): string;
  /** Runs for each part `s`, what it came to in `a` and `b`. */
  eachPart(body: string): string;
}

/** Each writes its two results to `out0` and `out1`; channel group `c` in the second pass. */
interface Passes {
  readonly part: string;
  readonly total: string;
}

/** Reduces all axes but the last to two values of each channel in two passes: parts first, so that a GPU has enough to do. */
export function reducePairs(
  backend: MathBackendWebGL,
  { rows: tensors, channels }: Read,
  make: (glsl: ReduceGlsl) => Passes,
): [TensorInfo, TensorInfo] {
  const context = glContext(backend);
  const [{ shape }] = Object.values(tensors) as [TensorInfo];
  const count = shape.at(-1) as number;
  const groups = count / 4;
  const rows = util.sizeFromShape(shape) / count;
  const splits = splitsFor(rows, context.maxSize);
  const { part, total } = make(reduceGlsl({ rows, splits, groups }));
  const sources = readersOf(backend, { ...tensors, ...channels });
  const parts = context.acquire(groups, splits, 2);
  const size = { width: groups, height: splits };
  const partSource = `${sources.glsl}void main() {\n  ivec2 p = ivec2(gl_FragCoord.xy);\n${part}\n}`;
  context.draw({ source: partSource, inputs: sources.inputs, target: parts, ...size });
  sources.free();
  const ends = readersOf(backend, channels);
  const outputs = [0, 1].map(() => makeDense(backend, [count], rowWidth([count], context.maxSize) as number));
  const [first, second] = outputs as [(typeof outputs)[0], (typeof outputs)[0]];
  const { width, height } = first;
  const totalSource = `${ends.glsl}void main() {\n  int c = int(gl_FragCoord.y) * ${width} + int(gl_FragCoord.x);\n${total}\n}`;
  const target = [first.texture, second.texture];
  context.draw({ source: totalSource, inputs: { ...ends.inputs, parts }, target, width, height });
  ends.free();
  context.release(parts);
  return [first.info, second.info];
}

interface Sizes {
  readonly rows: number;
  readonly splits: number;
  readonly groups: number;
}

function reduceGlsl({ rows, splits, groups }: Sizes): ReduceGlsl {
  const each = Math.floor(rows / splits);
  return {
    rows: toFloat(rows),
    firstTexel: `p.y * ${groups} + p.x`,
    rowsOf: (part) => `float(${each} + int(${part} < ${rows % splits}))`,
    eachRow: (body) => `  for (int row = p.y; row < ${rows}; row += ${splits}) {
    int t = row * ${groups} + p.x;
    ${body}
  }`,
    eachPart: (body) => `  for (int s = 0; s < ${splits}; ++s) {
    vec4 a = texelFetch(parts, ivec3(c, s, 0), 0), b = texelFetch(parts, ivec3(c, s, 1), 0);
    ${body}
  }`,
  };
}

/** The tensors as dense textures, with a function that reads a texel of each. */
function readersOf(backend: MathBackendWebGL, tensors: Readonly<Record<string, TensorInfo>>) {
  const sources = Object.entries(tensors).map(([name, tensor]) => ({ name, tensor, dense: toDense(backend, tensor) }));
  const reader = ({ name, tensor, dense }: (typeof sources)[number]) =>
    `${glslAt(`${name}At`, dense.width, util.sizeFromShape(tensor.shape) / 4)}vec4 ${name}Of(int t) { return texelFetch(${name}, ${name}At(t), 0); }\n`;
  return {
    inputs: Object.fromEntries(sources.map(({ name, dense }) => [name, dense.texture])),
    glsl: sources.map(reader).join(''),
    free: () => {
      for (const { dense } of sources) dense.free();
    },
  };
}
