import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** What a WASM backend is made of, with the two places where builds keep their memory. */
export type WasmModule = BackendWasm['wasm'] & {
  /** What the build with one thread exports. */
  readonly asm?: { readonly memory: WebAssembly.Memory };
  /** What the threaded build was given. */
  wasmMemory?: WebAssembly.Memory;
};

/** The threaded build as Emscripten gives it; the package has no types for this side. */
export type SharedModule = WasmModule & {
  cwrap(name: string, result: 'number' | null, parameters: 'number'[]): () => never;
};

/** Gives a module of Emscripten's the names that a WASM backend of TensorFlow.js calls; its own are beyond reach. */
export function named(module: SharedModule): WasmModule {
  module.tfjs = {
    init: module.cwrap('init', null, []),
    initWithThreadsCount: module.cwrap('init_with_threads_count', null, ['number']),
    getThreadsCount: module.cwrap('get_threads_count', 'number', []),
    registerTensor: module.cwrap('register_tensor', null, ['number', 'number', 'number']),
    disposeData: module.cwrap('dispose_data', null, ['number']),
    dispose: module.cwrap('dispose', null, []),
  };
  return module;
}

/** The heap that the tensors of a WASM backend lie on; throws where a build keeps it elsewhere. */
export function heapOf({ asm, wasmMemory }: WasmModule): WebAssembly.Memory {
  const heap = wasmMemory ?? asm?.memory;
  if (!heap) throw new Error('the memory of the WASM backend was not found');
  return heap;
}
