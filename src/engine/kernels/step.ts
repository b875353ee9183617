import { type KernelFunc, type StepAttrs, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { simd } from './simd/simd-module.ts';
import { addressOf, type WasmCall } from './wasm-run.ts';

type Call = WasmCall<{ x: TensorInfo }, StepAttrs>;

/** 1 where x > 0, alpha elsewhere: what relu's gradient is multiplied by. In vectors; the stock kernel has one branch a value. */
export function makeStep(stock: KernelFunc): (call: Call) => TensorInfo {
  return (call) => {
    const { inputs, attrs, backend } = call;
    const { x } = inputs;
    if (x.dtype !== 'float32') return stock(call as never) as TensorInfo;
    const out = backend.makeOutput(x.shape, 'float32');
    const bytes = util.sizeFromShape(x.shape) * Float32Array.BYTES_PER_ELEMENT;
    simd().step(addressOf(backend, x), bytes, attrs.alpha, addressOf(backend, out));
    return out;
  };
}
