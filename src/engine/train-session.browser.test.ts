import { memory } from '@tensorflow/tfjs-core';
import { afterEach, expect, test } from 'vitest';
import { type AppError, isAbortError } from '../core/base/errors.ts';
import { hashParts } from '../core/base/rng.ts';
import type { Checkpoint } from '../core/report/model-record.ts';
import type { RunEnd, RunEvent } from '../core/training/events.ts';
import type { TrainRequest } from '../core/training/exchange.ts';
import { deleteCheckpoint, findCheckpoint } from '../storage/checkpoints.ts';
import { deleteModel, listModels } from '../storage/models.ts';
import { TrainSession } from './train-session.ts';
import { FOLDER_PLAN, fakeFilms, quickConfig } from './training/fake-films.ts';

const FILMS = fakeFilms({ train: 200, validation: 40, test: 60 });
const never = new AbortController().signal;
const ignore = () => {};

let ids = 0;
const session = new TrainSession({
  onLost: (error) => {
    throw error;
  },
  now: () => new Date(0),
  newId: () => `model-${ids++}`,
});
session.attach(FILMS);

afterEach(async () => {
  session.attach(FILMS);
  await deleteCheckpoint('run');
});

interface Trained {
  readonly end: RunEnd;
  readonly events: readonly RunEvent[];
}

async function train(changes: Partial<TrainRequest> = {}, onEvent = ignore as (e: RunEvent) => void): Promise<Trained> {
  const events: RunEvent[] = [];
  const controller = new AbortController();
  const request = { id: 'run', config: quickConfig(), plan: FOLDER_PLAN, resume: null, ...changes };
  const listen = (event: RunEvent) => {
    events.push(event);
    onEvent(event);
    if (stopAt(event)) controller.abort();
  };
  return { end: await session.train(request, listen, controller.signal), events };
}

let stopAt: (event: RunEvent) => boolean = () => false;
afterEach(() => {
  stopAt = () => false;
});

function codeOf(error: unknown) {
  return (error as AppError).code;
}

function records(events: readonly RunEvent[]) {
  return events.filter((event) => event.kind === 'epoch').map((event) => event.record);
}

async function weightsHash(): Promise<number> {
  const weights = (await session.download(null))[1];
  return hashParts([...new Uint8Array(await (weights as { blob: Blob }).blob.arrayBuffer())]);
}

test('the quick network learns, and its evaluation agrees with its validation', async () => {
  const { end, events } = await train();
  expect(end).toEqual({ kind: 'finished' });
  expect(events[0]?.kind).toBe('started');
  const last = records(events).at(-1);
  expect(last?.accuracy).toBeGreaterThan(0.9);
  expect(last?.valAccuracy).toBeGreaterThan(0.9);
  const { loss, labels } = await session.evaluate(
    { split: 'validation', plan: FOLDER_PLAN, weights: 'last' },
    ignore,
    never,
  );
  expect(labels).toHaveLength(40);
  expect(loss).toBeCloseTo(last?.valLoss as number, 6);
});

test('one film gets the same probabilities alone as in its split', async () => {
  const { probabilities, outputs } = await session.evaluate(
    { split: 'test', plan: FOLDER_PLAN, weights: 'last' },
    ignore,
    never,
  );
  for (const film of [0, 17, 59]) {
    const { probabilities: alone } = await session.predict(new File([], `test ${film}`));
    for (const [k, p] of alone.entries())
      expect(Math.abs(p - (probabilities[film * outputs + k] as number))).toBeLessThan(1e-6);
  }
});

test('the same seed gives the same losses and weights, another seed others', async () => {
  const first = records((await train()).events).map(({ loss }) => loss);
  const firstHash = await weightsHash();
  const second = records((await train()).events).map(({ loss }) => loss);
  expect(second).toEqual(first);
  expect(await weightsHash()).toBe(firstHash);
  const other = await train({ config: quickConfig({ seed: 2, epochs: 1 }) });
  expect(records(other.events)[0]?.loss).not.toBe(first[0]);
});

test('a run that was stopped and resumed ends as the uninterrupted one', async () => {
  const whole = records((await train()).events);
  const hash = await weightsHash();
  stopAt = (event) => event.kind === 'progress' && event.epoch === 2;
  expect((await train()).end).toEqual({ kind: 'stopped' });
  const checkpoint = (await findCheckpoint()) as Checkpoint;
  expect(checkpoint.history).toHaveLength(2);
  stopAt = () => false;
  const { end, events } = await train({ resume: checkpoint });
  expect(end).toEqual({ kind: 'finished' });
  const [resumed] = records(events);
  expect(resumed).toMatchObject({ epoch: 2, loss: whole[2]?.loss, valLoss: whole[2]?.valLoss });
  expect(await weightsHash()).toBe(hash);
});

test('a finished run that was never saved comes back whole', async () => {
  const whole = await train();
  const hash = await weightsHash();
  const resume = (await findCheckpoint()) as Checkpoint;
  expect(resume.history).toEqual(records(whole.events));
  const { end, events } = await train({ resume });
  expect(end).toEqual({ kind: 'finished' });
  expect(records(events)).toEqual([]);
  expect(await weightsHash()).toBe(hash);
});

test('a checkpoint of other films is refused', async () => {
  stopAt = (event) => event.kind === 'epoch';
  await train();
  const resume = await findCheckpoint();
  session.attach(fakeFilms({ train: 40, validation: 8, test: 8 }, 16, 'other'));
  await expect(train({ resume })).rejects.toMatchObject({ code: 'checkpoint-mismatch' });
});

test('tensors stay as many from epoch to epoch and are given back when the network is replaced', async () => {
  await train({ config: quickConfig({ epochs: 1 }) });
  const before = memory().numTensors;
  const [first, second, third] = records((await train()).events);
  expect(second?.tensors).toBe(first?.tensors);
  expect(third?.tensors).toBe(first?.tensors);
  expect(memory().numTensors).toBe(before);
});

test('stop ends the run within a step, while a batch never comes as well', async () => {
  stopAt = (event) => event.kind === 'progress' && event.stepInEpoch >= 2;
  const { end, events } = await train();
  expect(end).toEqual({ kind: 'stopped' });
  expect(events.at(-1)?.kind).toBe('progress');
  const controller = new AbortController();
  session.attach({ ...FILMS, batch: () => new Promise(() => {}) });
  const call = session.train(
    { id: 'run', config: quickConfig(), plan: FOLDER_PLAN, resume: null },
    ignore,
    controller.signal,
  );
  setTimeout(() => controller.abort(), 50);
  expect(await call).toEqual({ kind: 'stopped' });
});

test('a paused run waits and then goes on to the same end', async () => {
  const whole = records((await train()).events).map(({ loss }) => loss);
  const { end, events } = await train({}, (event) => {
    if (event.kind === 'progress' && event.epoch === 1) session.pause();
    if (event.kind === 'paused') setTimeout(() => session.resume(), 60);
  });
  expect(end).toEqual({ kind: 'finished' });
  expect(events.filter(({ kind }) => kind === 'paused').length).toBeGreaterThan(0);
  expect(records(events).map(({ loss }) => loss)).toEqual(whole);
});

test('a second run, an evaluation and a load are refused while one trains', async () => {
  const refused: Promise<unknown>[] = [];
  await train({}, (event) => {
    if (event.kind !== 'started') return;
    refused.push(session.evaluate({ split: 'test', plan: FOLDER_PLAN, weights: 'last' }, ignore, never).catch(codeOf));
    refused.push(
      session.train({ id: 'b', config: quickConfig(), plan: FOLDER_PLAN, resume: null }, ignore, never).catch(codeOf),
    );
  });
  expect(await Promise.all(refused)).toEqual(['busy-training', 'busy-training']);
});

test('a run whose loss is no number any more ends as diverged', async () => {
  const { end } = await train({ config: quickConfig({ learningRate: 1e30 }) });
  expect(end).toMatchObject({ kind: 'failed', code: 'diverged', details: { epoch: 0 } });
});

test('a run that cannot fit is refused before it starts', async () => {
  const { preprocessing } = quickConfig();
  const config = quickConfig({ architecture: 'paper', preprocessing: { ...preprocessing, imageSize: 512 } });
  await expect(train({ config })).rejects.toMatchObject({ code: 'out-of-memory' });
});

test('best weights and last weights are both there after a run', async () => {
  const { events } = await train({ config: quickConfig({ epochs: 6, learningRate: 0.03 }) });
  const history = records(events);
  const best = Math.min(...history.map(({ valLoss }) => valLoss as number));
  const losses = [];
  for (const weights of ['best', 'last', 'best'] as const) {
    losses.push((await session.evaluate({ split: 'validation', plan: FOLDER_PLAN, weights }, ignore, never)).loss);
  }
  expect(losses[0]).toBeCloseTo(best, 6);
  expect(losses[1]).toBeCloseTo(history.at(-1)?.valLoss as number, 6);
  expect(losses[2]).toBe(losses[0]);

  const cancelled = new AbortController();
  cancelled.abort();
  const other = { split: 'validation', plan: FOLDER_PLAN, weights: 'last' } as const;
  await expect(session.evaluate(other, ignore, cancelled.signal)).rejects.toSatisfy(isAbortError);
  const { id } = await session.save('Best', null);
  const { record, current } = await session.load(id);
  expect([record.weights, current.weights]).toEqual(['best', 'best']);
  const request = { split: 'validation', plan: FOLDER_PLAN, weights: 'best' } as const;
  expect((await session.evaluate(request, ignore, never)).loss).toBe(losses[0]);
  await deleteModel(id);
});

test('an evaluation can be cancelled', async () => {
  const controller = new AbortController();
  const call = session.evaluate(
    { split: 'train', plan: FOLDER_PLAN, weights: 'last' },
    () => controller.abort(),
    controller.signal,
  );
  await expect(call).rejects.toSatisfy(isAbortError);
});

test('a network saved in the browser predicts the same after it was loaded', async () => {
  await train();
  const film = new File([], 'test 7');
  const before = await session.predict(film);
  const { id } = await session.save('My network', null);
  await train({ config: quickConfig({ seed: 9, epochs: 1 }) });
  expect((await session.predict(film)).probabilities).not.toEqual(before.probabilities);
  const { record } = await session.load(id);
  expect(record).toMatchObject({ name: 'My network', classNames: ['NORMAL', 'PNEUMONIA'] });
  expect(record.run?.history).toHaveLength(3);
  expect((await session.predict(film)).probabilities).toEqual(before.probabilities);
  expect((await listModels()).map((model) => model.id)).toContain(id);
  await deleteModel(id);
  await expect(session.load(id)).rejects.toMatchObject({ code: 'no-model' });
});
