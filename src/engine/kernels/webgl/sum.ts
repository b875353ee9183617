import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { type KernelFunc, type SumAttrs, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { toDense } from './convert.ts';
import { fits, makeDense, rowWidth } from './dense.ts';
import { glContext } from './gl-context.ts';
import { glslAt } from './glsl.ts';
import { splitsFor } from './reduce.ts';
import type { WebglCall } from './webgl-call.ts';

/**
 * Sum over all axes but the last, as the gradient of a bias takes it, in two passes: parts
 * first, so that a GPU has enough to do, then their sum. Channels a multiple of four; anything else goes to the stock
 * kernel, which turns the tensor round first.
 */
export function makeSum(stock: KernelFunc) {
  return (call: WebglCall<{ x: TensorInfo }, SumAttrs>): TensorInfo => {
    const { inputs, attrs, backend } = call;
    const { x } = inputs;
    const rank = x.shape.length;
    const axes = util.parseAxisParam(attrs.axis, [...x.shape]);
    const leading = axes.length === rank - 1 && !axes.includes(rank - 1);
    const channels = x.shape.at(-1) ?? 0;
    if (rank < 2 || !leading || channels % 4 !== 0 || !fits(backend, x)) return stock(call as never) as TensorInfo;
    const shape = attrs.keepDims ? [...Array<number>(rank - 1).fill(1), channels] : [channels];
    return sumRows(backend, x, { shape, channels });
  };
}

function sumRows(
  backend: MathBackendWebGL,
  x: TensorInfo,
  { shape, channels }: { shape: number[]; channels: number },
): TensorInfo {
  const context = glContext(backend);
  const groups = channels / 4;
  const texels = util.sizeFromShape(x.shape) / 4;
  const rows = texels / groups;
  const splits = splitsFor(rows, context.maxSize);
  const source = toDense(backend, x);
  const parts = context.acquire(groups, splits, 1);
  const partsSource = `${glslAt('at', source.width, texels)}void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  vec4 sum = vec4(0);
  for (int row = p.y; row < ${rows}; row += ${splits}) sum += texelFetch(x, at(row * ${groups} + p.x), 0);
  out0 = sum;
}`;
  context.draw({ source: partsSource, inputs: { x: source.texture }, target: parts, width: groups, height: splits });
  source.free();
  const output = makeDense(backend, shape, rowWidth(shape, context.maxSize) as number);
  const totalSource = `void main() {
  int c = int(gl_FragCoord.y) * ${output.width} + int(gl_FragCoord.x);
  vec4 sum = vec4(0);
  for (int s = 0; s < ${splits}; ++s) sum += texelFetch(parts, ivec3(c, s, 0), 0);
  out0 = sum;
}`;
  const { texture: target, width, height } = output;
  context.draw({ source: totalSource, inputs: { parts }, target, width, height });
  context.release(parts);
  return output.info;
}
