import { expect, test } from 'vitest';
import type { RunRecord } from '../../core/training/run-state.ts';
import { remainingSeconds } from './remaining.ts';

interface Parts {
  readonly done: number;
  readonly resumedAt?: number;
  readonly step?: number;
  readonly filmsPerSecond?: number;
}

function makeRecord({ done, resumedAt = 0, step = 0, filmsPerSecond = 0 }: Parts): RunRecord {
  const epochs = Array.from({ length: done }, (_, epoch) => ({ epoch, seconds: epoch < resumedAt ? 1000 : 20 }));
  return {
    facts: {
      config: { epochs: 10 },
      stepsPerEpoch: 4,
      trainFilms: 90,
      validationFilms: 30,
      history: epochs.slice(0, resumedAt),
    },
    epochs,
    progress: { epoch: done, stepInEpoch: step, filmsPerSecond },
  } as unknown as RunRecord;
}

test('before the first epoch the rate tells, validation at a third of the cost', () => {
  expect(remainingSeconds(makeRecord({ done: 0, step: 0, filmsPerSecond: 10 }))).toBeCloseTo(100);
  expect(remainingSeconds(makeRecord({ done: 0 }))).toBeNull();
});

test('afterwards the epochs of this run tell, not those of before a resume', () => {
  expect(remainingSeconds(makeRecord({ done: 2, step: 2 }))).toBeCloseTo(7.5 * 20);
  expect(remainingSeconds(makeRecord({ done: 5, resumedAt: 4, step: 0 }))).toBeCloseTo(100);
});

test('at the end nothing remains', () => {
  expect(remainingSeconds(makeRecord({ done: 10 }))).toBe(0);
});
