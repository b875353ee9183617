import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** The module as a thread sees it; the package has no types for this side. */
export interface PthreadModule {
  readonly PThread: { threadInitTLS(): void };
  __emscripten_thread_init(pointer: number, isMain: 0, isRuntime: 0, canBlock: 1): void;
  establishStackSpace(): void;
  invokeEntryPoint(routine: number, argument: number): void;
}

/** What a thread is told: get ready, then run until the pool ends. */
export type PthreadMessage =
  | { readonly cmd: 'load'; readonly wasmModule: WebAssembly.Module; readonly wasmMemory: WebAssembly.Memory }
  | { readonly cmd: 'run'; readonly pthread_ptr: number; readonly start_routine: number; readonly arg: number };

/** What a WASM backend is made of. */
export type WasmModule = BackendWasm['wasm'];

/** The module as the one who starts the threads sees it. */
export type ThreadedModule = WasmModule & {
  readonly PThread: { unusedWorkers: Worker[] };
  cwrap(name: string, result: 'number' | null, parameters: 'number'[]): () => never;
};

/** Gives a module of Emscripten's the names that a WASM backend of TensorFlow.js calls; its own are beyond reach. */
export function named(module: ThreadedModule): WasmModule {
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
