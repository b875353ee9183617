import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import makeModule from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js';
import { named, type ThreadedModule, type WasmModule } from './wasm-glue.ts';

/** How long the threads may take to load their script; where they do not come, one thread serves. */
const PATIENCE_MS = 10_000;

/** More share too little memory bandwidth to be of use. */
const MOST_THREADS = 8;

/**
 * How many threads a machine gets: one core is left to whoever prepares the films, but of two both are taken, since the
 * films are ready long before they are needed.
 */
export function threadsFor(cores: number): number {
  return cores <= 2 ? cores : Math.min(cores - 1, MOST_THREADS);
}

/**
 * Starts TensorFlow.js' threaded build with `count` threads, two at least, the calling one included; null where anything
 * stands in the way, in bounded time. The package starts its threads from `blob:` scripts, which the security policy
 * forbids; here they are a file of ours. Needs a cross-origin isolated worker.
 */
export async function startThreadedModule(count: number): Promise<WasmModule | null> {
  const threads: Worker[] = [];
  try {
    const response = await fetch(wasmUrl, { credentials: 'same-origin' });
    const binary = await WebAssembly.compile(await response.arrayBuffer());
    for (let i = 1; i < count; i++) threads.push(newThread());
    return named(await untilFailure(makeWith(threads, binary), threads));
  } catch {
    for (const thread of threads) thread.terminate();
    return null;
  }
}

function newThread(): Worker {
  return new Worker(new URL('./wasm-thread.worker.ts', import.meta.url), { type: 'module', name: 'wasm' });
}

/** What the glue gets for each of the eight threads that it starts at once, until it is given ours. */
class NoThread {
  readonly ended = true;
}

/** The module with these threads in its pool. The glue takes `Worker` from the global scope, and only before it returns. */
function makeWith(threads: readonly Worker[], binary: WebAssembly.Module): Promise<ThreadedModule> {
  const instantiateWasm = (
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => {
    void WebAssembly.instantiate(binary, withCores(imports, 2 * (threads.length + 1))).then((instance) =>
      receive(instance, binary),
    );
    return {};
  };
  const module = { instantiateWasm } as unknown as ThreadedModule;
  const { Worker: RealWorker } = globalThis;
  globalThis.Worker = NoThread as unknown as typeof Worker;
  try {
    const ready = makeModule(module as never) as Promise<ThreadedModule>;
    module.PThread.unusedWorkers = [...threads];
    return ready;
  } finally {
    globalThis.Worker = RealWorker;
  }
}

/** The build never takes more threads than half of the cores that it is told of, so that it is told of more. */
function withCores(imports: WebAssembly.Imports, cores: number): WebAssembly.Imports {
  return { ...imports, env: { ...imports.env, emscripten_num_logical_cores: () => cores } };
}

/** Rejects as soon as a thread fails or takes too long to come. */
function untilFailure<T>(result: Promise<T>, threads: readonly Worker[]): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the threads did not come')), PATIENCE_MS);
    const settle = (end: () => void) => {
      clearTimeout(timer);
      end();
    };
    for (const thread of threads) {
      thread.addEventListener('error', ({ message }) => settle(() => reject(new Error(message))), { once: true });
    }
    result.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error)),
    );
  });
}
