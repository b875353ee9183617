import { type KernelFunc, type SumAttrs, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { simd } from './simd/simd-module.ts';
import { addressOf, onHeap, type WasmCall, withScratch } from './wasm-run.ts';

type Call = WasmCall<{ x: TensorInfo }, SumAttrs>;

const DOUBLE = Float64Array.BYTES_PER_ELEMENT;

/**
 * Sum over all axes but the last, the gradient of a bias: one pass in the order of memory, in doubles. The stock kernel
 * transposes first and adds in float32. Float32 tensors; other axes go to the stock kernel.
 */
export function makeSum(stock: KernelFunc): (call: Call) => TensorInfo {
  return (call) => {
    const { x } = call.inputs;
    const axes = util.parseAxisParam(call.attrs.axis, x.shape);
    const last = x.shape.length - 1;
    const isLeading = last > 0 && axes.length === last && !axes.includes(last);
    if (!isLeading || x.dtype !== 'float32') return stock(call as never) as TensorInfo;
    const channels = x.shape[last] as number;
    const shape = call.attrs.keepDims ? [...x.shape.slice(0, -1).map(() => 1), channels] : [channels];
    const { backend } = call;
    const out = backend.makeOutput(shape, 'float32');
    withScratch(backend, DOUBLE * channels, (sums, heap) => {
      const rows = util.sizeFromShape(x.shape) / channels;
      simd().sums(addressOf(backend, x), rows, channels, sums);
      onHeap(backend, out).set(new Float64Array(heap, sums, channels));
    });
    return out;
  };
}
