import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { SoftmaxLossAttrs, SoftmaxLossInputs } from '../own-kernels.ts';
import { type Gather, gather } from './convert.ts';
import { makeDense, rowWidth, textureOf } from './dense.ts';
import { type GlContext, glContext, type Planes } from './gl-context.ts';
import { divided } from './glsl.ts';
import type { WebglCall } from './webgl-call.ts';

/** A call's tensors as its shaders read them: `x(i)` and `target(i)`. */
interface Reads {
  readonly rows: number;
  readonly outputs: number;
  readonly glsl: string;
  readonly inputs: Readonly<Record<string, WebGLTexture>>;
}

/**
 * Softmax cross-entropy, see `own-kernels.ts`, in three draws: what each row comes to, their sums, the gradient. Composed of stock kernels
 * it takes fifty, for a few hundred numbers.
 */
export function softmaxLoss({ inputs, attrs, backend }: WebglCall<SoftmaxLossInputs, SoftmaxLossAttrs>): TensorInfo[] {
  const context = glContext(backend);
  const [rows, outputs] = inputs.logits.shape as [number, number];
  const [x, target] = [gather(backend, inputs.logits, 'x'), gather(backend, inputs.targets, 'target')];
  const reads = { rows, outputs, glsl: x.glsl + target.glsl, inputs: { ...texture(x), ...texture(target) } };
  const judged = judgeRows(context, reads);
  const sums = sumRows(backend, judged, { rows, ...attrs });
  const gradient = gradientOf(backend, reads, { judged, ...attrs });
  context.release(judged);
  return [...sums, gradient];
}

function texture({ sampler, texture: from }: Gather): Record<string, WebGLTexture> {
  return { [sampler]: from };
}

/** Of each row log Σ exp x, the sum of its targets, its loss, and whether it is right. */
function judgeRows(context: GlContext, { rows, outputs, glsl, inputs }: Reads): Planes {
  const judged = context.acquire(rows, 1, 1);
  const source = `${glsl}void main() {
  int first = int(gl_FragCoord.x) * ${outputs};
  float most = x(first), largest = target(first), weight = largest;
  int found = 0, truth = 0;
  for (int k = 1; k < ${outputs}; ++k) {
    float value = x(first + k), share = target(first + k);
    weight += share;
    if (value > most) { most = value; found = k; }
    if (share > largest) { largest = share; truth = k; }
  }
  float total = 0., loss = 0.;
  for (int k = 0; k < ${outputs}; ++k) total += exp(x(first + k) - most);
  float scale = most + log(total);
  for (int k = 0; k < ${outputs}; ++k) loss += target(first + k) * (scale - x(first + k));
  out0 = vec4(scale, weight, loss, weight > 0. && found == truth);
}`;
  context.draw({ source, inputs, target: judged, width: rows, height: 1 });
  return judged;
}

/** The loss as a scalar, and with the number of right rows as a pair. */
function sumRows(
  backend: MathBackendWebGL,
  judged: Planes,
  { rows, films }: SoftmaxLossAttrs & { rows: number },
): [TensorInfo, TensorInfo] {
  const loss = backend.makeTensorInfo([], 'float32');
  backend.uploadToGPU(loss.dataId);
  const figures = makeDense(backend, [2], 1);
  const source = `void main() {
  vec2 sum = vec2(0);
  for (int row = 0; row < ${rows}; ++row) sum += texelFetch(judged, ivec3(row, 0, 0), 0).zw;
  out0 = vec4(sum.x / films);
  out1 = vec4(sum.x / films, sum.y, 0, 0);
}`;
  const target = [textureOf(backend, loss), figures.texture];
  glContext(backend).draw({ source, inputs: { judged }, uniforms: { films }, target, width: 1, height: 1 });
  return [loss, figures.info];
}

function gradientOf(
  backend: MathBackendWebGL,
  { rows, outputs, glsl, inputs }: Reads,
  { judged, films }: SoftmaxLossAttrs & { judged: Planes },
): TensorInfo {
  const shape = [rows, outputs];
  const output = makeDense(backend, shape, rowWidth(shape, glContext(backend).maxSize) as number);
  const source = `${glsl}float slope(int i) {
  vec4 row = texelFetch(judged, ivec3(min(${divided('i', outputs, rows * outputs + 4)}, ${rows - 1}), 0, 0), 0);
  return (exp(x(i) - row.x) * row.y - target(i)) / films;
}
void main() {
  int i = 4 * (int(gl_FragCoord.y) * ${output.width} + int(gl_FragCoord.x));
  out0 = vec4(slope(i), slope(i + 1), slope(i + 2), slope(i + 3));
}`;
  const { texture: target, width, height } = output;
  glContext(backend).draw({ source, inputs: { ...inputs, judged }, uniforms: { films }, target, width, height });
  return output.info;
}
