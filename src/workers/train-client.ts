import { makeClient, type WorkerClient } from './client.ts';
import type { DataApi, TrainApi } from './protocol.ts';

/** Starts the worker that holds the network. */
export function startTrainWorker(): WorkerClient<TrainApi> {
  return makeClient(new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module', name: 'train' }));
}

/** Gives the train worker its own way to the data worker's batches, so that pixels never pass through the page. */
export async function connect(data: WorkerClient<DataApi>, train: WorkerClient<TrainApi>): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  await Promise.all([data.api.attach(port1), train.api.attach(port2)]);
}
