import type { Measured, Prepared, Request, Side, Task } from './protocol.ts';

/** A worker for each of the two engines; called by `race.mjs`. */
const workers = new Map<Side, Worker>();

function prepare(side: Side, task: Task): Promise<Prepared> {
  close(side);
  workers.set(side, startWorker(side));
  return ask(side, { kind: 'prepare', task });
}

function measure(side: Side): Promise<Measured> {
  return ask(side, { kind: 'measure' });
}

function close(side: Side): void {
  workers.get(side)?.terminate();
  workers.delete(side);
}

function startWorker(side: Side): Worker {
  // Two calls: the addresses must be written out for the build to find them.
  if (side === 'ours') return new Worker(new URL('./ours.worker.ts', import.meta.url), { type: 'module' });
  return new Worker(new URL('./stock.worker.ts', import.meta.url), { type: 'module' });
}

function ask<Answer>(side: Side, request: Request): Promise<Answer> {
  const worker = workers.get(side);
  if (!worker) throw new Error(`${side} is not prepared`);
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(request);
  });
}

Object.assign(globalThis, { bench: { prepare, measure, close } });
