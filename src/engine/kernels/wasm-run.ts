import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { getKernel, type KernelConfig, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';

/** What a kernel of the WASM backend is called with. */
export interface WasmCall<Inputs, Attrs> {
  readonly inputs: Inputs;
  readonly attrs: Attrs;
  readonly backend: BackendWasm;
}

/** Runs another kernel from within one; its output belongs to the caller, who frees it with `backend.disposeData`. */
export function runWasm(
  backend: BackendWasm,
  name: string,
  inputs: Record<string, TensorInfo>,
  attrs: NamedAttrMap = {},
): TensorInfo {
  const kernel = getKernel(name, 'wasm') as KernelConfig | undefined;
  if (!kernel) throw new Error(`kernel ${name} is not registered`);
  return kernel.kernelFunc({ inputs, attrs, backend }) as TensorInfo;
}

/** The transposed tensor, and frees nothing. */
export function transposed(backend: BackendWasm, x: TensorInfo, perm: number[]): TensorInfo {
  return runWasm(backend, 'Transpose', { x }, { perm });
}

/** The values of a float32 tensor on the WASM heap; invalid as soon as anything allocates. */
export function onHeap(backend: BackendWasm, info: TensorInfo): Float32Array {
  return backend.typedArrayFromHeap(info) as Float32Array;
}

/** Its address on the WASM heap, for the SIMD kernels; valid until it is disposed of. Throws where the heap had no room for it. */
export function addressOf(backend: BackendWasm, info: TensorInfo): number {
  const { byteOffset } = backend.typedArrayFromHeap(info);
  // TensorFlow.js does not look at what its allocator gives.
  if (byteOffset === 0) throw new Error('the heap of the WASM backend is full');
  return byteOffset;
}

/** Runs `use` with the address of so many bytes on the WASM heap, filled by chance, and the heap itself; allocates nothing else. */
export function withScratch<T>(
  backend: BackendWasm,
  bytes: number,
  use: (address: number, heap: ArrayBufferLike) => T,
): T {
  const room = backend.makeOutput([Math.ceil(bytes / Float32Array.BYTES_PER_ELEMENT)], 'float32');
  try {
    return use(addressOf(backend, room), onHeap(backend, room).buffer);
  } finally {
    backend.disposeData(room.dataId);
  }
}
