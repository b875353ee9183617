import { expose, transfer } from 'comlink';
import { afterEach, expect, test } from 'vitest';
import type { RunEvent } from '../core/training/events.ts';
import { fakeFilms, quickConfig } from '../engine/training/fake-films.ts';
import type { WorkerClient } from './client.ts';
import type { BatchApi, TrainApi } from './protocol.ts';
import { startTrainWorker } from './train-client.ts';

let client: WorkerClient<TrainApi>;
afterEach(() => client.terminate());

/** A train worker whose films come from this page over a port, as they would from the data worker. */
async function start(): Promise<TrainApi> {
  client = startTrainWorker();
  const films = fakeFilms({ train: 200, validation: 40, test: 60 });
  const batch: BatchApi['batch'] = async (request) => {
    const made = await films.batch(request);
    return transfer(made, [made.bytes.buffer]);
  };
  const { port1, port2 } = new MessageChannel();
  expose({ ...films, batch }, port1);
  await client.api.attach(port2);
  return client.api;
}

const never = new AbortController().signal;

const plan = { validation: 'folder', validationPercent: 12, seed: 1, leftOut: [] } as const;

test('trains in its worker on WASM, tells events in order, and evaluates', async () => {
  const api = await start();
  expect(await api.configure('wasm')).toMatchObject({ backend: 'wasm', reason: 'chosen' });
  const events: RunEvent[] = [];
  const config = quickConfig({ epochs: 2 });
  const end = await api.train({ id: 'worker-run', config, plan, resume: null }, (event) => events.push(event), never);
  expect(end).toEqual({ kind: 'finished' });
  const kinds = events.map(({ kind }) => kind).filter((kind) => kind !== 'progress');
  expect(kinds).toEqual(['started', 'validating', 'epoch', 'validating', 'epoch']);
  const outputs = await api.evaluate({ split: 'test', plan, weights: 'last' }, () => {}, never);
  expect(outputs.probabilities).toHaveLength(60 * 2);
});

test('a stop button pressed in another thread ends the run within a step', async () => {
  const api = await start();
  const controller = new AbortController();
  let stepsAfter = 0;
  const config = quickConfig({ epochs: 1000 });
  const onEvent = () => {
    if (controller.signal.aborted) stepsAfter++;
    else setTimeout(() => controller.abort(), 200);
  };
  const end = await api.train({ id: 'worker-run', config, plan, resume: null }, onEvent, controller.signal);
  expect(end).toEqual({ kind: 'stopped' });
  // One look at the figures may have been under way, and one epoch may just have ended.
  expect(stepsAfter).toBeLessThanOrEqual(4);
});

test('auto says why it takes WASM where WebGL is drawn by the processor', async () => {
  const api = await start();
  expect(await api.configure('auto')).toMatchObject({ backend: 'wasm', reason: 'software-webgl', software: true });
});

test('a failure in the worker keeps its code', async () => {
  const api = await start();
  await expect(api.predict(new File([], 'test 1'))).rejects.toMatchObject({ code: 'no-model' });
});
