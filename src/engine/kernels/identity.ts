import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmCall } from './wasm-run.ts';

/** The same tensor under another handle, as the other backends do it; the stock kernel copies the values. */
export function identity({ inputs: { x }, backend }: WasmCall<{ x: TensorInfo }, unknown>): TensorInfo {
  backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
}
