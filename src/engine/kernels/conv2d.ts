import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend_util, type FusedConv2DAttrs, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';
import { runConvolution } from './simd/convolution-task.ts';
import { simdConvolves } from './simd/simd-module.ts';
import { addressOf, type WasmCall } from './wasm-run.ts';

type Shape4 = [number, number, number, number];

/** Bias, activation and its weights are of the fused convolution. */
interface Inputs {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
  readonly bias?: TensorInfo;
  readonly preluActivationWeights?: TensorInfo;
}

type Attrs = Pick<FusedConv2DAttrs, 'strides' | 'pad' | 'dataFormat' | 'dilations' | 'dimRoundingMode'> &
  Partial<Pick<FusedConv2DAttrs, 'activation'>>;
type Call = WasmCall<Inputs, Attrs>;

/**
 * Convolution, plain or with bias and relu, on all threads: tiles of six places by eight channels whose films are read where they lie.
 * XNNPACK packs the filter anew at each call, has no fused multiply-add in WASM, and its threads spin between calls. NHWC, float32,
 * any stride, padding 'same', 'valid' or given for each side; dilations and other activations go to the stock kernel, and so does
 * everything where XNNPACK is as fast.
 */
export function makeConv2d(stock: KernelFunc): (call: Call) => TensorInfo {
  return (call) => (serves(call) ? convolve(call) : (stock(call as never) as TensorInfo));
}

function serves({ inputs: { x, filter, bias, preluActivationWeights }, attrs }: Call): boolean {
  const { dilations, dataFormat, activation = 'linear' } = attrs;
  const isPlain = [dilations].flat().every((step) => step === 1) && dataFormat === 'NHWC' && !preluActivationWeights;
  const isBiasByChannel = !bias || (bias.shape.length === 1 && bias.shape[0] === filter.shape[3]);
  const isActivation = activation === 'linear' || activation === 'relu';
  return simdConvolves() && isPlain && isBiasByChannel && isActivation && x.dtype === 'float32';
}

function convolve({ inputs, attrs, backend }: Call): TensorInfo {
  const { strides, pad, dimRoundingMode, activation } = attrs;
  const [x, filter] = [inputs.x.shape as Shape4, inputs.filter.shape as Shape4];
  const info = backend_util.computeConv2DInfo(x, filter, strides, 1, pad, dimRoundingMode);
  const y = backend.makeOutput(info.outShape, 'float32');
  runConvolution(backend, 'convolve', info, {
    ...addresses(backend, inputs, y),
    relu: activation === 'relu',
    groups: 0,
  });
  return y;
}

function addresses(backend: BackendWasm, { x, filter, bias }: Inputs, y: TensorInfo) {
  const at = (tensor: TensorInfo) => addressOf(backend, tensor);
  return { x: at(x), y: at(y), filter: at(filter), bias: bias ? at(bias) : 0 };
}
