import { afterEach, expect, test } from 'vitest';
import { toProbabilities } from '../../core/report/epoch-outputs.ts';
import type { RunEvent } from '../../core/training/events.ts';
import { deleteCheckpoint, findCheckpoint } from '../../storage/checkpoints.ts';
import { withDatabase } from '../../storage/database.ts';
import { readEpochOutputs } from '../../storage/epoch-outputs.ts';
import { deleteModel } from '../../storage/models.ts';
import { TrainSession } from '../train-session.ts';
import { FOLDER_PLAN, fakeFilms, quickConfig } from './fake-films.ts';

const never = new AbortController().signal;
const ignore = () => {};
const FILMS = fakeFilms({ train: 48, validation: 40, test: 8 });

afterEach(async () => {
  for (const run of ['first', 'second', 'third']) await deleteCheckpoint(run);
  await deleteModel('kept');
  await withDatabase((database) => database.clear('outputs'));
});

function newSession(): TrainSession {
  const session = new TrainSession({ onLost: ignore, now: () => new Date(0), newId: () => 'kept' });
  session.attach(FILMS);
  return session;
}

async function train(session: TrainSession, id: string, stopAt: (event: RunEvent) => boolean = () => false) {
  const controller = new AbortController();
  const found = await findCheckpoint();
  const resume = found?.id === id ? found : null;
  const listen = (event: RunEvent) => {
    if (stopAt(event)) controller.abort();
  };
  await session.train({ id, config: quickConfig(), plan: FOLDER_PLAN, resume }, listen, controller.signal);
}

async function epochsOf(run: string): Promise<number[]> {
  return (await readEpochOutputs(run)).map(({ epoch }) => epoch);
}

test('the answers of every epoch are kept: after a stop and a reload, and as the evaluation has them', async () => {
  await train(newSession(), 'first', (event) => event.kind === 'epoch' && event.record.epoch === 1);
  expect(await epochsOf('first')).toEqual([0, 1]);
  const before = await readEpochOutputs('first');
  // Another session, as after a reload.
  const session = newSession();
  await train(session, 'first');
  const parts = await readEpochOutputs('first');
  expect(parts.map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
  expect(parts.slice(0, 2)).toEqual(before);
  const last = parts.at(-1) as (typeof parts)[number];
  const judged = await session.evaluate({ split: 'validation', plan: FOLDER_PLAN, weights: 'last' }, ignore, never);
  expect(last.samples).toEqual(judged.samples);
  expect(last.labels).toEqual(judged.labels);
  const errors = toProbabilities(last).map((p, i) => Math.abs(p - (judged.probabilities[i] as number)));
  expect(Math.max(...errors)).toBeLessThan(1e-5);
});

test('they stay with a kept model through later runs; those of runs that nothing speaks of go', async () => {
  const session = newSession();
  await train(session, 'first');
  await session.save('kept', null);
  await train(session, 'second');
  await train(session, 'third');
  expect(await epochsOf('first')).toEqual([0, 1, 2]);
  expect(await epochsOf('third')).toEqual([0, 1, 2]);
  await deleteModel('kept');
  await deleteCheckpoint('third');
  await train(session, 'second');
  expect(await epochsOf('first')).toEqual([]);
  expect(await epochsOf('third')).toEqual([]);
});

test('what cannot be read is left out', async () => {
  await train(newSession(), 'first');
  await withDatabase((database) => database.put('outputs', { version: 1, run: 'first', epoch: 1 }, ['first', 1]));
  expect(await epochsOf('first')).toEqual([0, 2]);
});
