import type { TensorInfo } from '@tensorflow/tfjs-core';
import { onHeap, type WasmCall } from './wasm-run.ts';

/** Name of the kernel; a backend without it composes the update of plain operations. */
export const KERAS_ADAM = 'KerasAdam';

/** What one update is computed from: all of one shape. */
export interface AdamInputs {
  readonly weight: TensorInfo;
  readonly gradient: TensorInfo;
  readonly first: TensorInfo;
  readonly second: TensorInfo;
}

/** Keras' constants, and the step size with the bias corrections folded in. */
export interface AdamAttrs {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly rate: number;
}

/**
 * One step of Adam in Keras' form for one weight, in a single pass over the WASM heap where a dozen kernels would each
 * read and write it all. Gives the new weight and moments; nothing in place, since XNNPACK keeps packed copies of weights
 * by the tensor they came from.
 */
export function kerasAdam({ inputs, attrs, backend }: WasmCall<AdamInputs, AdamAttrs>): TensorInfo[] {
  const { shape } = inputs.weight;
  const outputs = [0, 1, 2].map(() => backend.makeOutput(shape, 'float32')) as [TensorInfo, TensorInfo, TensorInfo];
  const [w, g, m, v] = [inputs.weight, inputs.gradient, inputs.first, inputs.second].map((tensor) =>
    onHeap(backend, tensor),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const [newW, newM, newV] = outputs.map((tensor) => onHeap(backend, tensor)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const { beta1, beta2, epsilon, rate } = attrs;
  for (let i = 0; i < w.length; i++) {
    const gradient = g[i] as number;
    const first = beta1 * (m[i] as number) + (1 - beta1) * gradient;
    const second = beta2 * (v[i] as number) + (1 - beta2) * gradient * gradient;
    newM[i] = first;
    newV[i] = second;
    newW[i] = (w[i] as number) - (rate * first) / (Math.sqrt(second) + epsilon);
  }
  return outputs;
}
