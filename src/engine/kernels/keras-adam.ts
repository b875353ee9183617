import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { AdamAttrs, AdamInputs } from './own-kernels.ts';
import { type AdamAddresses, simd } from './simd/simd-module.ts';
import { addressOf, type WasmCall } from './wasm-run.ts';

/**
 * One step of Adam in Keras' form for one weight, in a single pass over the WASM heap where a dozen kernels would each
 * read and write it all. Gives the new weight and moments; nothing in place, since XNNPACK keeps packed copies of weights
 * by the tensor they came from.
 */
export function kerasAdam({ inputs, attrs, backend }: WasmCall<AdamInputs, AdamAttrs>): TensorInfo[] {
  const { weight, gradient, first, second } = inputs;
  const outputs = [0, 1, 2].map(() => backend.makeOutput(weight.shape, 'float32'));
  const addresses = [weight, gradient, first, second, ...outputs].map((tensor) => addressOf(backend, tensor));
  const bytes = util.sizeFromShape(weight.shape) * Float32Array.BYTES_PER_ELEMENT;
  const { beta1, beta2, epsilon, rate, kept } = attrs;
  simd().adam(...(addresses as AdamAddresses), bytes, beta1, beta2, epsilon, rate, kept);
  return outputs;
}
