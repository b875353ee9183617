import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import {
  backend_util,
  type Conv2DAttrs,
  type Conv2DBackpropInputAttrs,
  type FusedConv2DAttrs,
  type KernelFunc,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { Axis } from './conv-program.ts';
import { addBias, addRelu, convolve } from './convolve.ts';
import { fits } from './dense.ts';
import type { WebglCall } from './webgl-call.ts';

type Shape4 = [number, number, number, number];
type Info = ReturnType<typeof backend_util.computeConv2DInfo>;

/** Convolution, NHWC, any stride and padding, without dilation; see `convProgram` for what makes it fast. */
export function makeConv2d(stock: KernelFunc) {
  return (call: WebglCall<{ x: TensorInfo; filter: TensorInfo }, Conv2DAttrs>): TensorInfo =>
    forward(call) ?? (stock(call as never) as TensorInfo);
}

/** The same with bias and relu, which join its last pass; other activations go to the stock kernel. */
export function makeFusedConv2d(stock: KernelFunc) {
  return (
    call: WebglCall<
      { x: TensorInfo; filter: TensorInfo; bias?: TensorInfo; preluActivationWeights?: TensorInfo },
      FusedConv2DAttrs
    >,
  ): TensorInfo => {
    const { inputs, attrs, backend } = call;
    const { activation } = attrs;
    const { bias, filter } = inputs;
    const channels = filter.shape[3] as number;
    const simple = activation === 'linear' || activation === 'relu';
    const biasServed = !bias || (bias.shape.length === 1 && bias.shape[0] === channels && fits(backend, bias));
    if (!simple || !biasServed || channels % 4 !== 0 || inputs.preluActivationWeights)
      return stock(call as never) as TensorInfo;
    let result = forward(call);
    if (!result) return stock(call as never) as TensorInfo;
    if (bias) result = replaced(backend, result, addBias(backend, result, bias));
    if (activation === 'relu') result = replaced(backend, result, addRelu(backend, result));
    return result;
  };
}

/**
 * Gradient of a convolution by its input: the same shader over dy with the filter's channels exchanged; with a stride each
 * pixel of the tile has its own taps, known when the shader is made.
 */
export function makeConv2dBackpropInput(stock: KernelFunc) {
  return (call: WebglCall<{ dy: TensorInfo; filter: TensorInfo }, Conv2DBackpropInputAttrs>): TensorInfo => {
    const { inputs, attrs, backend } = call;
    const { dy, filter } = inputs;
    const { inputShape, strides, pad, dimRoundingMode, dataFormat } = attrs;
    const info = infoOf(inputShape, filter, {
      strides,
      pad,
      dilations: 1,
      dataFormat,
      ...(dimRoundingMode && { dimRoundingMode }),
    });
    const served = info && [1, 2, 4].includes(info.strideHeight) && [1, 2, 4].includes(info.strideWidth);
    if (!served || dy.dtype !== 'float32') return stock(call as never) as TensorInfo;
    const convolution = { image: dy, filter, ...axes(info, true), channels: info.inChannels };
    return convolve(backend, convolution) ?? (stock(call as never) as TensorInfo);
  };
}

function forward({
  inputs,
  attrs,
  backend,
}: WebglCall<{ x: TensorInfo; filter: TensorInfo }, Conv2DAttrs>): TensorInfo | null {
  const { x, filter } = inputs;
  const info = infoOf(x.shape as Shape4, filter, attrs);
  if (!info || x.dtype !== 'float32') return null;
  return convolve(backend, { image: x, filter, ...axes(info, false), channels: info.outChannels });
}

/** The convolution's measures; null where it is not served. */
function infoOf(
  shape: Shape4,
  filter: TensorInfo,
  { strides, pad, dilations, dataFormat, dimRoundingMode }: Conv2DAttrs | FusedConv2DAttrs,
): Info | null {
  if (dataFormat === 'NCHW') return null;
  const size = filter.shape as Shape4;
  const info = backend_util.computeConv2DInfo(shape, size, strides, dilations, pad, dimRoundingMode);
  const wide = info.filterHeight > 7 || info.filterWidth > 7;
  const empty = [...info.inShape, ...info.outShape].includes(0);
  return info.dilationHeight !== 1 || info.dilationWidth !== 1 || wide || empty ? null : info;
}

function axes(info: Info, backwards: boolean): { y: Axis; x: Axis } {
  const axis = (small: number, large: number, rest: Pick<Axis, 'taps' | 'stride' | 'pad'>): Axis => ({
    from: backwards ? small : large,
    to: backwards ? large : small,
    backwards,
    ...rest,
  });
  const { padInfo } = info;
  return {
    y: axis(info.outHeight, info.inHeight, { taps: info.filterHeight, stride: info.strideHeight, pad: padInfo.top }),
    x: axis(info.outWidth, info.inWidth, { taps: info.filterWidth, stride: info.strideWidth, pad: padInfo.left }),
  };
}

function replaced(backend: MathBackendWebGL, old: TensorInfo, next: TensorInfo | null): TensorInfo {
  if (!next) throw new Error('the convolution is no longer pending');
  backend.disposeIntermediateTensorInfo(old);
  return next;
}
