import { expect, test } from 'vitest';
import type { EpochRecord, StepPoint } from '../../core/training/events.ts';
import type { RunRecord } from '../../core/training/run-state.ts';
import { curvePoints, thinPoints, toCsv, yRange } from './series.ts';

function makeEpoch(epoch: number, accuracy: number, valAccuracy: number | null): EpochRecord {
  const valLoss = valAccuracy === null ? null : 1 - valAccuracy;
  return {
    epoch,
    accuracy,
    valAccuracy,
    loss: 1 - accuracy,
    valLoss,
    seconds: 1,
    waitingShare: 0,
    tensors: 9,
    bytes: 9,
  };
}

function makeRecord(epochs: readonly EpochRecord[], steps: readonly StepPoint[]): RunRecord {
  return { epochs, steps, facts: { stepsPerEpoch: 10 } } as unknown as RunRecord;
}

test('by epoch both series share their points, counted from one', () => {
  const record = makeRecord([makeEpoch(0, 0.8, 0.75), makeEpoch(1, 0.9, null)], []);
  expect(curvePoints(record, 'accuracy', 'epoch')).toEqual([
    { x: 1, train: 0.8, validation: 0.75 },
    { x: 2, train: 0.9 },
  ]);
});

test('by step validation stands where its epoch ends', () => {
  const steps = [4, 8, 12].map((step) => ({ step, loss: 1 / step, accuracy: 0.5 }));
  const points = curvePoints(makeRecord([makeEpoch(0, 0.8, 0.75)], steps), 'loss', 'step');
  expect(points.map(({ x }) => x)).toEqual([4, 8, 10, 12]);
  expect(points[2]).toEqual({ x: 10, validation: 0.25 });
});

test('accuracy starts at a round floor, loss ends at a round ceiling', () => {
  expect(yRange([{ x: 1, train: 0.83 }], 'accuracy')).toEqual([0.8, 1]);
  expect(yRange([{ x: 1, train: 0.81 }], 'accuracy')).toEqual([0.7, 1]);
  expect(yRange([{ x: 1, train: 0 }], 'accuracy')).toEqual([0, 1]);
  expect(yRange([{ x: 1, train: 0.43, validation: 0.52 }], 'loss')).toEqual([0, 0.6]);
  expect(yRange([{ x: 1, train: Number.NaN }], 'loss')).toEqual([0, 0.1]);
  expect(yRange([], 'accuracy', 0.55)).toEqual([0.5, 1]);
});

test('many points are thinned to means, and validation stays', () => {
  const train = [1, 2, 3, 4, 5, 6].map((x) => ({ x, train: x }));
  const points = [...train.slice(0, 3), { x: 3, validation: 9 }, ...train.slice(3)];
  expect(thinPoints(points, 4)).toEqual([
    { x: 2, train: 1.5 },
    { x: 3, train: 3 },
    { x: 3, validation: 9 },
    { x: 5, train: 4.5 },
    { x: 6, train: 6 },
  ]);
  expect(thinPoints(train, 6)).toBe(train);
});

test('csv has a header in the names of Keras and full precision', () => {
  const points = [
    { x: 1, train: 1 / 3 },
    { x: 2, train: 0.5, validation: 0.25 },
  ];
  expect(toCsv(points, 'loss', 'epoch')).toBe(`epoch,loss,val_loss\n1,${1 / 3},\n2,0.5,0.25\n`);
});
