import { describe, expect, it } from 'vitest';
import { PRESETS, planOf } from './config.ts';
import type { EpochRecord, RunEvent, RunFacts } from './events.ts';
import {
  bestEpoch,
  fallingBack,
  IDLE,
  isBusy,
  MAX_STEP_POINTS,
  type RunState,
  recordOf,
  reduceRun,
} from './run-state.ts';

const facts: RunFacts = {
  id: 'a',
  config: PRESETS.paper.config,
  plan: planOf(PRESETS.paper.config, []),
  backend: { backend: 'wasm', renderer: 'WASM SIMD', software: true, reason: 'no-webgl' },
  network: { layers: [], parameters: 822_922 },
  stepsPerEpoch: 10,
  trainFilms: 320,
  validationFilms: 64,
  history: [],
};

function epoch(number: number, valLoss: number | null, loss = 1): EpochRecord {
  const figures = { loss, accuracy: 0.5, valLoss, valAccuracy: valLoss === null ? null : 0.5 };
  return { epoch: number, ...figures, seconds: 1, waitingShare: 0, tensors: 1, bytes: 1 };
}

function step(number: number): RunEvent {
  const point = { step: number, loss: number, accuracy: 0.5 };
  return { kind: 'progress', epoch: 0, stepInEpoch: number, point, filmsPerSecond: 1, tensors: 1, bytes: 1 };
}

const run = (...events: RunEvent[]): RunState => events.reduce(reduceRun, IDLE);
const started: RunEvent = { kind: 'started', facts };

describe('reduceRun', () => {
  it('gathers epochs and marks the best by validation loss', () => {
    const record = recordOf(
      run(
        started,
        { kind: 'epoch', record: epoch(0, 0.6), best: true, saved: true },
        { kind: 'epoch', record: epoch(1, 0.4), best: true, saved: true },
        { kind: 'epoch', record: epoch(2, 0.5), best: false, saved: false },
      ),
    );
    expect(record?.epochs.map((e) => e.epoch)).toEqual([0, 1, 2]);
    expect(record?.bestEpoch).toBe(1);
    expect(record?.saved).toBe(false);
  });

  it('pauses and resumes, and leaves a stop that was asked for alone', () => {
    expect(run(started, { kind: 'paused' }).phase).toBe('paused');
    expect(run(started, { kind: 'paused' }, { kind: 'resumed' }).phase).toBe('running');
    const record = recordOf(run(started));
    if (!record) throw new Error('no record');
    expect(reduceRun({ phase: 'stopping', record }, { kind: 'paused' }).phase).toBe('stopping');
  });

  it('ignores events of a run that is over', () => {
    expect(reduceRun(IDLE, step(1))).toBe(IDLE);
  });

  it('goes on from the history of a resumed run', () => {
    const history = [epoch(0, 0.3), epoch(1, 0.2)];
    const record = recordOf(run({ kind: 'started', facts: { ...facts, history } }));
    expect(record?.epochs).toEqual(history);
    expect(record?.bestEpoch).toBe(1);
  });

  it('keeps the step chart bounded, its last point exact and its steps in order', () => {
    const events = Array.from({ length: 5000 }, (_, i) => step(i + 1));
    const steps = recordOf(run(started, ...events))?.steps ?? [];
    expect(steps.length).toBeGreaterThan(MAX_STEP_POINTS / 2 - 1);
    expect(steps.length).toBeLessThanOrEqual(MAX_STEP_POINTS);
    expect(steps.at(-1)?.step).toBe(5000);
    expect(steps.every((point, i) => i === 0 || point.step > (steps[i - 1]?.step ?? 0))).toBe(true);
  });
});

describe('a run whose backend failed', () => {
  const lost = { code: 'context-lost', from: 'webgl', epochsKept: 1 } as const;
  const ran = recordOf(
    run(
      started,
      step(5),
      step(10),
      { kind: 'epoch', record: epoch(0, 0.6), best: true, saved: true },
      step(15),
      step(20),
      { kind: 'epoch', record: epoch(1, 0.1), best: true, saved: false },
      step(25),
    ),
  );

  it('shows the kept epochs alone while it is taken elsewhere', () => {
    const state = fallingBack(ran, lost);
    expect(state).toMatchObject({ phase: 'preparing', fallback: lost });
    expect(isBusy(state)).toBe(true);
    const kept = recordOf(state);
    expect(kept?.epochs.map((e) => e.epoch)).toEqual([0]);
    expect(kept?.steps.map((point) => point.step)).toEqual([5, 10]);
    expect(kept).toMatchObject({ bestEpoch: 0, progress: null });
  });

  it('goes on with the chart of its kept steps, the repeated epoch in place of the lost one', () => {
    const resumed = { kind: 'started', facts: { ...facts, history: [epoch(0, 0.6)] } } as const;
    const again: RunEvent = { kind: 'epoch', record: epoch(1, 0.5), best: true, saved: true };
    const record = recordOf([resumed, step(12), again].reduce(reduceRun, fallingBack(ran, lost)));
    expect(record?.epochs.map((e) => [e.epoch, e.valLoss])).toEqual([
      [0, 0.6],
      [1, 0.5],
    ]);
    expect(record?.steps.map((point) => point.step)).toEqual([5, 10, 12]);
    expect(record?.fallback).toEqual(lost);
  });

  it('begins anew where no epoch was kept, and a run after it knows nothing of that', () => {
    const none = { ...lost, epochsKept: 0 };
    const state = reduceRun(fallingBack(ran, none), started);
    expect(recordOf(state)).toMatchObject({ steps: [], epochs: [], fallback: none });
    expect(recordOf(reduceRun({ phase: 'preparing' }, started))?.fallback).toBeUndefined();
    expect(recordOf(fallingBack(null, none))).toBeNull();
  });
});

it('chooses the best epoch by training loss where there is no validation', () => {
  expect(bestEpoch([epoch(0, null, 0.5), epoch(1, null, 0.3), epoch(2, null, 0.4)])).toBe(1);
  expect(bestEpoch([])).toBeNull();
});

it('is busy from the click until the end', () => {
  expect(isBusy({ phase: 'preparing' })).toBe(true);
  expect(isBusy(run(started))).toBe(true);
  expect(isBusy({ phase: 'stopped', record: null })).toBe(false);
});
