import { backend_util, type Conv2DBackpropFilterAttrs, type TensorInfo } from '@tensorflow/tfjs-core';
import { runWasm, transposed, type WasmCall } from './wasm-run.ts';

type Shape4 = [number, number, number, number];

/**
 * Gradient of a convolution by its filter, which the WASM backend lacks.
 * dW[a, b, c, k] = Σ x[n, i·s + a, j·s + b, c] · dy[n, i, j, k] is itself a convolution: x as [c, H, W, n], dy as the
 * filter [H', W', n, k], the stride s as its dilation; so XNNPACK does the work. NHWC, any stride, `same`, `valid` or
 * explicit padding. As a kernel, not a gradient: the fused convolution's gradient asks for it by name.
 */
export function conv2dBackpropFilter(
  call: WasmCall<{ x: TensorInfo; dy: TensorInfo }, Conv2DBackpropFilterAttrs>,
): TensorInfo {
  const { inputs, attrs, backend } = call;
  const { strides, pad, dimRoundingMode, filterShape } = attrs;
  const info = backend_util.computeConv2DInfo(inputs.x.shape as Shape4, filterShape, strides, 1, pad, dimRoundingMode);
  const { padInfo, filterHeight, filterWidth, inChannels, outChannels } = info;
  const x = transposed(backend, inputs.x, [3, 1, 2, 0]);
  const filter = transposed(backend, inputs.dy, [1, 2, 0, 3]);
  const sides = [
    [0, 0],
    // Where the stride leaves rows over, the result is larger than the filter and is cut below.
    [padInfo.top, padInfo.bottom],
    [padInfo.left, padInfo.right],
    [0, 0],
  ];
  const whole = runWasm(
    backend,
    'Conv2D',
    { x, filter },
    { strides: 1, pad: sides, dilations: [info.strideHeight, info.strideWidth], dataFormat: 'NHWC' },
  );
  const size = [inChannels, filterHeight, filterWidth, outChannels];
  const cut = runWasm(backend, 'Slice', { x: whole }, { begin: [0, 0, 0, 0], size });
  const result = transposed(backend, cut, [1, 2, 0, 3]);
  for (const { dataId } of [x, filter, whole, cut]) backend.disposeData(dataId);
  return result;
}
