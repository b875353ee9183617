import type { TensorInfo } from '@tensorflow/tfjs-core';
import { toDense } from './convert.ts';
import { fits, glslAt, makeDense, rowWidth } from './dense.ts';
import { glContext } from './gl-context.ts';
import type { WebglCall } from './webgl-call.ts';

/** What one Adam update is computed from; all of one shape. */
export interface FusedAdamInputs {
  readonly weight: TensorInfo;
  readonly gradient: TensorInfo;
  readonly first: TensorInfo;
  readonly second: TensorInfo;
}

/** Keras' constants, and the step size with the bias corrections in it. */
export interface FusedAdamAttrs {
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

const NAMES = ['weight', 'gradient', 'first', 'second'] as const;

/**
 * Adam in Keras' form, w -= rate · m / (√v + ε), in one pass that writes weight, first and second moment into three render
 * targets; with stock kernels it is thirteen passes. Returns the three in that order. Even sizes; ask `fits` before.
 */
export function fusedAdam(call: WebglCall<FusedAdamInputs, FusedAdamAttrs>): TensorInfo[] {
  const { inputs, attrs, backend } = call;
  const context = glContext(backend);
  const { shape } = inputs.weight;
  const width = rowWidth(shape, context.maxSize);
  if (width === null || !NAMES.every((name) => fits(backend, inputs[name]))) throw new Error('size not served');
  const sources = NAMES.map((name) => toDense(backend, inputs[name]));
  const outputs = [0, 1, 2].map(() => makeDense(backend, shape, width));
  const height = outputs[0]?.height as number;
  const source = `${sources.map((from, i) => glslAt(`at${i}`, from.width, width * height)).join('')}void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int t = p.y * ${width} + p.x;
${NAMES.map((name, i) => `  vec4 ${name} = texelFetch(${name}Texture, at${i}(t), 0);`).join('\n')}
  first = beta1 * first + (1. - beta1) * gradient;
  second = beta2 * second + (1. - beta2) * gradient * gradient;
  out0 = weight - rate * first / (sqrt(second) + epsilon);
  out1 = first;
  out2 = second;
}`;
  const textures = NAMES.map((name, i) => [`${name}Texture`, sources[i]?.texture as WebGLTexture] as const);
  context.draw({
    source,
    inputs: Object.fromEntries(textures),
    uniforms: { ...attrs },
    target: outputs.map(({ texture }) => texture),
    width,
    height,
  });
  for (const { free } of sources) free();
  return outputs.map(({ info }) => info);
}
