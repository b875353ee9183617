import makeModule from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js';
import type { PthreadMessage, PthreadModule } from './wasm-glue.ts';

/**
 * One thread of TensorFlow.js' threaded WASM build, in place of the `blob:` script that it would start by itself: the
 * thread's side of Emscripten's protocol. Messages that only whole programs use (cancel, proxied calls) do not occur here.
 */
declare const self: DedicatedWorkerGlobalScope & { startWorker: (module: PthreadModule) => void };

let thread: PthreadModule | null = null;

/** Called by the glue once its part of the module stands. */
self.startWorker = (module) => {
  thread = module;
  self.postMessage({ cmd: 'loaded' });
};

self.onmessage = ({ data }: MessageEvent<PthreadMessage>) => {
  if (data.cmd === 'load') load(data);
  else if (thread) run(thread, data);
};

function load({ wasmModule, wasmMemory }: Extract<PthreadMessage, { cmd: 'load' }>): void {
  const settings = {
    ENVIRONMENT_IS_PTHREAD: true,
    wasmMemory,
    buffer: wasmMemory.buffer,
    instantiateWasm: (imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) => {
      const instance = new WebAssembly.Instance(wasmModule, imports);
      receive(instance);
      return instance.exports;
    },
  };
  void makeModule(settings);
}

/** Returns only when the pool ends. */
function run(module: PthreadModule, data: Extract<PthreadMessage, { cmd: 'run' }>): void {
  module.__emscripten_thread_init(data.pthread_ptr, 0, 0, 1);
  module.establishStackSpace();
  module.PThread.threadInitTLS();
  module.invokeEntryPoint(data.start_routine, data.arg);
}
