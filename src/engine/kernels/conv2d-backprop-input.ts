import { backend_util, type Conv2DBackpropInputAttrs, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';
import { runWasm, transposed, type WasmCall } from './wasm-run.ts';

type Shape4 = [number, number, number, number];
type Call = WasmCall<{ dy: TensorInfo; filter: TensorInfo }, Conv2DBackpropInputAttrs>;

/**
 * Gradient of a convolution by its input: dy, padded by the filter's size less one, convolved with the filter turned
 * by 180° and its channels exchanged. The stock kernel is a plain loop, some ten times slower than XNNPACK.
 * NHWC and stride 1; anything else goes to the stock kernel.
 */
export function makeConv2dBackpropInput(stock: KernelFunc): (call: Call) => TensorInfo {
  return (call) => {
    const { inputs, attrs, backend } = call;
    const { strides, pad, dimRoundingMode, dataFormat, inputShape } = attrs;
    const shape = inputs.filter.shape as Shape4;
    const info = backend_util.computeConv2DInfo(inputShape, shape, strides, 1, pad, dimRoundingMode);
    if (dataFormat === 'NCHW' || info.strideHeight !== 1 || info.strideWidth !== 1) {
      return stock(call as never) as TensorInfo;
    }
    const { top, bottom, left, right } = info.padInfo;
    const [rows, columns] = [info.filterHeight - 1, info.filterWidth - 1];
    const reversed = runWasm(backend, 'Reverse', { x: inputs.filter }, { dims: [0, 1] });
    const filter = transposed(backend, reversed, [0, 1, 3, 2]);
    const sides = [
      [0, 0],
      [rows - top, rows - bottom],
      [columns - left, columns - right],
      [0, 0],
    ];
    const attributes = { strides: 1, pad: sides, dilations: 1, dataFormat: 'NHWC' };
    const result = runWasm(backend, 'Conv2D', { x: inputs.dy, filter }, attributes);
    for (const { dataId } of [reversed, filter]) backend.disposeData(dataId);
    return result;
  };
}
