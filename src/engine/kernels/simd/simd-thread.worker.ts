import type { SimdKernels } from './simd-module.ts';
import { CONTROL, THREADED, type ThreadedKernel, type ThreadStart } from './threads.ts';

/** One thread of the SIMD kernels: sleeps until there is a task, does its part of it, and never returns. */
declare const self: DedicatedWorkerGlobalScope;

self.onmessage = ({ data }: MessageEvent<ThreadStart>) => {
  const { exports } = new WebAssembly.Instance(data.module, { env: { memory: data.heap } });
  // Before it says that it is ready, since the first task may come at once.
  const call = Atomics.load(data.control, CONTROL.call);
  self.postMessage('ready');
  serve(exports as unknown as SimdKernels, data, call);
};

function serve(kernels: SimdKernels, { control, thread }: ThreadStart, seen: number): never {
  for (let call = seen; ; ) {
    Atomics.wait(control, CONTROL.call, call);
    const now = Atomics.load(control, CONTROL.call);
    if (now === call) continue;
    call = now;
    const kernel = THREADED[control[CONTROL.kernel] as number] as ThreadedKernel;
    try {
      kernels[kernel](control[CONTROL.task] as number, thread);
    } catch {
      Atomics.store(control, CONTROL.failed, 1);
    }
    Atomics.sub(control, CONTROL.busy, 1);
    Atomics.notify(control, CONTROL.busy);
  }
}
