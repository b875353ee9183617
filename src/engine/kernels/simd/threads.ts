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

/** Words that the threads share: what to do, on which task, which call it is, how many are still at it, and whether one failed. */
export const CONTROL = { kernel: 0, task: 1, call: 2, busy: 3, failed: 4, words: 5 } as const;

/** A page may not, where tests run; a worker may. */
const MAY_SLEEP = !('document' in globalThis);

/** Kernels that all threads run at once, in the order of their numbers. */
export const THREADED = ['convolve', 'filterGradient'] as const;

export type ThreadedKernel = (typeof THREADED)[number];

/** What a thread is given. */
export interface ThreadStart {
  readonly module: WebAssembly.Module;
  readonly heap: WebAssembly.Memory;
  readonly control: Int32Array;
  readonly thread: number;
}

/** Threads beside the calling one, asleep between calls. */
export interface Threads {
  /** The calling thread among them. */
  readonly count: number;
  /** Runs a kernel on all threads, `own` on the calling one; returns or throws when all are done. */
  run(kernel: ThreadedKernel, task: number, own: () => void): void;
  end(): void;
}

/** No thread but the calling one. */
export const ALONE: Threads = { count: 1, run: (_kernel, _task, own) => own(), end: () => {} };

/**
 * Starts threads so that there are `count`, with the module on the shared heap; null where anything stands in the way, in bounded time.
 * They wait by sleeping (TensorFlow.js' own spin), and take work as they get to it: on a core that others use they take less.
 */
export async function startThreads(
  count: number,
  { module, heap }: Pick<ThreadStart, 'module' | 'heap'>,
): Promise<Threads | null> {
  const control = new Int32Array(new SharedArrayBuffer(CONTROL.words * Int32Array.BYTES_PER_ELEMENT));
  const threads: Worker[] = [];
  const end = () => {
    for (const worker of threads) worker.terminate();
  };
  try {
    for (let thread = 1; thread < count; thread++) {
      threads.push(new Worker(new URL('./simd-thread.worker.ts', import.meta.url), { type: 'module', name: 'wasm' }));
    }
    await Promise.all(threads.map((worker, i) => ready(worker, { module, heap, control, thread: i + 1 })));
    return { count, run: (kernel, task, own) => runAll(control, count - 1, { kernel, task, own }), end };
  } catch {
    end();
    return null;
  }
}

function ready(worker: Worker, start: ThreadStart): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the threads did not come')), PATIENCE_MS);
    const settle = (end: () => void) => {
      clearTimeout(timer);
      end();
    };
    const refuse = (event: ErrorEvent) => {
      // Else it may count as a failure of this worker.
      event.preventDefault();
      settle(() => reject(new Error(event.message)));
    };
    worker.addEventListener('error', refuse, { once: true });
    worker.addEventListener('message', () => settle(resolve), { once: true });
    worker.postMessage(start);
  });
}

interface Call {
  readonly kernel: ThreadedKernel;
  readonly task: number;
  readonly own: () => void;
}

function runAll(control: Int32Array, others: number, { kernel, task, own }: Call): void {
  Atomics.store(control, CONTROL.failed, 0);
  control[CONTROL.kernel] = THREADED.indexOf(kernel);
  control[CONTROL.task] = task;
  Atomics.store(control, CONTROL.busy, others);
  Atomics.add(control, CONTROL.call, 1);
  Atomics.notify(control, CONTROL.call);
  try {
    own();
  } finally {
    for (let busy = others; busy > 0; busy = Atomics.load(control, CONTROL.busy)) {
      if (MAY_SLEEP) Atomics.wait(control, CONTROL.busy, busy);
    }
  }
  if (Atomics.load(control, CONTROL.failed)) throw new Error(`a thread failed in ${kernel}`);
}
