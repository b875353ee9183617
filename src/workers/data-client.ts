import { makeClient, type WorkerClient } from './client.ts';
import type { DataApi } from './protocol.ts';

/** Starts the worker that reads, decodes and serves films. */
export function startDataWorker(): WorkerClient<DataApi> {
  return makeClient(new Worker(new URL('./data.worker.ts', import.meta.url), { type: 'module', name: 'data' }));
}
