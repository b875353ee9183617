import { type KernelFunc, type ReshapeAttrs, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { denseOf } from './dense.ts';
import { pendingRecipe } from './lazy.ts';
import type { WebglCall } from './webgl-call.ts';

/** Reshape of a dense tensor: the same data, since its layout does not depend on the shape; the stock kernel copies it twice. */
export function makeReshape(stock: KernelFunc) {
  return (call: WebglCall<{ x: TensorInfo }, ReshapeAttrs>): TensorInfo => {
    const { inputs, attrs, backend } = call;
    const { x } = inputs;
    if (pendingRecipe(backend, x) === null && !denseOf(backend, x)) return stock(call as never) as TensorInfo;
    const shape = util.inferFromImplicitShape(attrs.shape, util.sizeFromShape(x.shape));
    if (util.sizeFromShape(shape) !== util.sizeFromShape(x.shape)) return stock(call as never) as TensorInfo;
    backend.incRef(x.dataId);
    return { dataId: x.dataId, shape, dtype: x.dtype };
  };
}
