import type { BatchMatMulAttrs, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { transposed, type WasmCall } from './wasm-run.ts';

type Call = WasmCall<{ a: TensorInfo; b: TensorInfo }, BatchMatMulAttrs>;

/**
 * Matrix product with transposed operands: transposes them first, since the stock kernel hands only plain products to
 * XNNPACK and computes the others in a loop some eight times slower. Of a · bᵀ the smaller way is taken: (b · aᵀ)ᵀ where
 * that moves fewer values. Single matrices; batches go to the stock kernel.
 */
export function makeBatchMatMul(stock: KernelFunc): (call: Call) => TensorInfo {
  const product = (call: Call) => stock(call as never) as TensorInfo;
  return (call) => {
    const { inputs, attrs, backend } = call;
    const { a, b } = inputs;
    const { transposeA, transposeB } = attrs;
    const isSingle = [a, b].every(({ shape }) => shape.slice(0, -2).every((size) => size === 1));
    if (!isSingle || a.shape.length !== b.shape.length || (!transposeA && !transposeB)) return product(call);
    const swap = swapLast(a.shape.length);
    const flip = (x: TensorInfo) => transposed(backend, x, swap);
    const plain = { transposeA: false, transposeB: false };
    if (!transposeA && rows(a) * columns(a) + rows(a) * rows(b) < rows(b) * columns(b)) {
      const right = flip(a);
      const turned = product({ inputs: { a: b, b: right }, attrs: plain, backend });
      const result = flip(turned);
      for (const { dataId } of [right, turned]) backend.disposeData(dataId);
      return result;
    }
    const made = { a: transposeA ? flip(a) : a, b: transposeB ? flip(b) : b };
    const result = product({ inputs: made, attrs: plain, backend });
    if (transposeA) backend.disposeData(made.a.dataId);
    if (transposeB) backend.disposeData(made.b.dataId);
    return result;
  };
}

function swapLast(rank: number): number[] {
  const order = Array.from({ length: rank }, (_, axis) => axis);
  return [...order.slice(0, -2), rank - 1, rank - 2];
}

function rows({ shape }: TensorInfo): number {
  return shape.at(-2) ?? 1;
}

function columns({ shape }: TensorInfo): number {
  return shape.at(-1) ?? 1;
}
