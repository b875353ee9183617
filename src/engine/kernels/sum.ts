import { type KernelFunc, type SumAttrs, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { onHeap, type WasmCall } from './wasm-run.ts';

type Call = WasmCall<{ x: TensorInfo }, SumAttrs>;

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
    const out = call.backend.makeOutput(shape, 'float32');
    onHeap(call.backend, out).set(columnSums(onHeap(call.backend, x), channels));
    return out;
  };
}

function columnSums(values: Float32Array, channels: number): Float64Array {
  const sums = new Float64Array(channels);
  for (let start = 0; start < values.length; start += channels) {
    for (let c = 0; c < channels; c++) sums[c] = (sums[c] as number) + (values[start + c] as number);
  }
  return sums;
}
