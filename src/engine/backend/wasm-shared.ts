import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import makeModule from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js';
import { named, type SharedModule, type WasmModule } from './wasm-glue.ts';

/**
 * Starts TensorFlow.js' threaded build for its heap, which threads can share; null where it does not start. Its own threads are never
 * made: the package starts them from `blob:` scripts, which the security policy forbids, and they wait by spinning.
 */
export async function startSharedModule(): Promise<WasmModule | null> {
  try {
    const response = await fetch(wasmUrl, { credentials: 'same-origin' });
    return named(await makeWithoutThreads(await WebAssembly.compile(await response.arrayBuffer())));
  } catch {
    return null;
  }
}

/** What the glue gets for each of the eight threads that it starts at once and waits for. */
class NoThread {
  onmessage: ((event: { readonly data: { readonly cmd: 'loaded' } }) => void) | null = null;

  postMessage(): void {
    this.onmessage?.({ data: { cmd: 'loaded' } });
  }

  terminate(): void {}
}

/** The glue takes `Worker` from the global scope, and only before it returns; what fails in between it never tells. */
function makeWithoutThreads(binary: WebAssembly.Module): Promise<SharedModule> {
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const module = {
    instantiateWasm: (
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ) => {
      module.wasmMemory = imports.env?.memory as WebAssembly.Memory;
      WebAssembly.instantiate(binary, imports)
        .then((instance) => receive(instance, binary))
        .catch(fail);
      return {};
    },
  } as unknown as SharedModule;
  const { Worker: RealWorker } = globalThis;
  globalThis.Worker = NoThread as unknown as typeof Worker;
  try {
    return Promise.race([makeModule(module as never) as Promise<SharedModule>, failed]);
  } finally {
    globalThis.Worker = RealWorker;
  }
}
