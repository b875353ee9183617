import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { AdamAttrs, AdamInputs } from '../own-kernels.ts';
import { type Gather, gather, toDense } from './convert.ts';
import { fits, makeDense, rowWidth } from './dense.ts';
import { glContext } from './gl-context.ts';
import { glslAt } from './glsl.ts';
import type { WebglCall } from './webgl-call.ts';

const NAMES = ['weight', 'gradient', 'first', 'second'] as const;

const FORMULA = `
  first = beta1 * first + (1. - beta1) * gradient;
  second = beta2 * second + (1. - beta2) * gradient * gradient;
  vec4 moved = kept * weight - rate * first / (sqrt(second) + epsilon);
  out0 = moved;
  out1 = first;
  out2 = second;
}`;

/**
 * Adam in Keras' form, w' = kept · w - rate · m / (√v + ε), in one pass that writes weight, first and second moment into three render
 * targets; of stock kernels it takes fourteen. Returns the three in that order.
 */
export function fusedAdam({ inputs, attrs, backend }: WebglCall<AdamInputs, AdamAttrs>): TensorInfo[] {
  return NAMES.every((name) => fits(backend, inputs[name]))
    ? byTexels(backend, inputs, attrs)
    : byValues(backend, inputs, attrs);
}

function byTexels(backend: MathBackendWebGL, inputs: AdamInputs, attrs: AdamAttrs): TensorInfo[] {
  const context = glContext(backend);
  const { shape } = inputs.weight;
  const sources = NAMES.map((name) => toDense(backend, inputs[name]));
  const width = rowWidth(shape, context.maxSize) as number;
  const outputs = [0, 1, 2].map(() => makeDense(backend, shape, width));
  const height = outputs[0]?.height as number;
  const source = `${sources.map((from, i) => glslAt(`at${i}`, from.width, width * height)).join('')}void main() {
  int t = int(gl_FragCoord.y) * ${width} + int(gl_FragCoord.x);
${NAMES.map((name, i) => `  vec4 ${name} = texelFetch(${name}Texture, at${i}(t), 0);`).join('\n')}${FORMULA}`;
  const textures = NAMES.map((name, i) => [`${name}Texture`, sources[i]?.texture as WebGLTexture] as const);
  const target = outputs.map(({ texture }) => texture);
  context.draw({ source, inputs: Object.fromEntries(textures), uniforms: { ...attrs }, target, width, height });
  for (const { free } of sources) free();
  return outputs.map(({ info }) => info);
}

/** Odd sizes, which are no dense texture: in the backend's plain layout, one value a texel. */
function byValues(backend: MathBackendWebGL, inputs: AdamInputs, attrs: AdamAttrs): TensorInfo[] {
  const { shape } = inputs.weight;
  const reads: Gather[] = NAMES.map((name) => gather(backend, inputs[name], `${name}Value`));
  const outputs = [0, 1, 2].map(() => backend.makeTensorInfo(shape, 'float32'));
  const target = outputs.map(({ dataId }) => {
    backend.uploadToGPU(dataId);
    return backend.texData.get(dataId).texture?.texture as WebGLTexture;
  });
  const [height, width] = backend.texData.get((outputs[0] as TensorInfo).dataId).texShape as [number, number];
  const source = `${reads.map(({ glsl }) => glsl).join('')}void main() {
  int i = min(int(gl_FragCoord.y) * ${width} + int(gl_FragCoord.x), ${util.sizeFromShape(shape) - 1});
${NAMES.map((name) => `  vec4 ${name} = vec4(${name}Value(i));`).join('\n')}${FORMULA}`;
  const textures = reads.map(({ sampler, texture }) => [sampler, texture] as const);
  const uniforms = { ...attrs };
  glContext(backend).draw({ source, inputs: Object.fromEntries(textures), uniforms, target, width, height });
  return outputs;
}
