import { backend_util, type Conv2DBackpropFilterAttrs, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { groupsOf, runConvolution } from './simd/convolution-task.ts';
import { simd } from './simd/simd-module.ts';
import { addressOf, type WasmCall } from './wasm-run.ts';

type Shape4 = [number, number, number, number];

/**
 * Gradient of a convolution by its filter, which the WASM backend lacks.
 * dW[a, b, c, k] = Σ x[n, i·s + a - top, j·s + b - left, c] · dy[n, i, j, k], a product of matrices whose left one, films moved by
 * (a, b), is read from the films themselves: nothing is copied, transposed or packed as for XNNPACK's. NHWC, any stride; padding
 * 'same', 'valid' or given for each side.
 * As a kernel, not a gradient: the fused convolution's gradient asks for it by name.
 */
export function conv2dBackpropFilter(
  call: WasmCall<{ x: TensorInfo; dy: TensorInfo }, Conv2DBackpropFilterAttrs>,
): TensorInfo {
  const { inputs, attrs, backend } = call;
  const { strides, pad, dimRoundingMode, filterShape } = attrs;
  const info = backend_util.computeConv2DInfo(inputs.x.shape as Shape4, filterShape, strides, 1, pad, dimRoundingMode);
  const result = backend.makeOutput(filterShape, 'float32');
  const groups = groupsOf(info);
  const sums = backend.makeOutput([groups, ...filterShape], 'float32');
  const at = (tensor: TensorInfo) => addressOf(backend, tensor);
  const tensors = { x: at(inputs.x), y: at(inputs.dy), filter: at(sums), bias: 0, relu: false };
  runConvolution(backend, 'filterGradient', info, { ...tensors, groups });
  const bytes = util.sizeFromShape(filterShape) * Float32Array.BYTES_PER_ELEMENT;
  simd().sumGroups(at(sums), groups, bytes, at(result));
  backend.disposeData(sums.dataId);
  return result;
}
