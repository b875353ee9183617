import { makeClient, type WorkerClient } from './client.ts';
import type { JudgeApi } from './protocol.ts';

/** Starts the worker that draws intervals and curves. */
export function startJudgeWorker(): WorkerClient<JudgeApi> {
  return makeClient(new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module', name: 'judge' }));
}
