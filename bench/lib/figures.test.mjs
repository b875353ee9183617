import { expect, test } from 'vitest';
import {
  cpuFigures,
  isEnough,
  median,
  pipelineFigures,
  rates,
  ratioOf,
  round,
  sideFigure,
  stepOperations,
} from './figures.mjs';

test('medians of odd and even numbers of values, in any order; none of none', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNull();
});

test('figures keep two decimals, small ones three digits', () => {
  expect([round(1234.567), round(0.0123456), round(1.005)]).toEqual([1234.57, 0.0123, 1]);
});

test('a step counts two operations for each multiply-add, forward and twice backward', () => {
  expect(stepOperations(19_600_000, 32)).toBe(19_600_000 * 2 * 3 * 32);
  expect(rates({ times: [200, 100, 400] }, 4e9)).toEqual({ perSecond: 5, gflops: 20 });
  expect(rates({ times: [2] }, null)).toEqual({ perSecond: 500, gflops: null });
  expect(rates({ times: [] }, 4e9)).toEqual({ perSecond: null, gflops: null });
});

test('a side that was stopped gives a lower bound, in its figure and in the ratio', () => {
  const ours = { times: [100, 300, 200] };
  expect(sideFigure({ times: [], over: 60_000.4 })).toBe('> 60000');
  expect(ratioOf({ times: [], over: 60_000 }, ours)).toBe('> 300');
  expect(sideFigure({ times: [4, 2] })).toBe(3);
  expect(ratioOf({ times: [1000] }, ours)).toBe(5);
  expect(sideFigure({ times: [], word: 'impossible' })).toBe('impossible');
  expect(ratioOf({ times: [], word: 'impossible' }, ours)).toBeNull();
  expect(ratioOf({ times: [1] }, { times: [], word: 'out-of-memory' })).toBeNull();
});

test('processor time is a mean over the runs', () => {
  const [stock, ours] = [
    { times: [1, 2], cpuMs: 600 },
    { times: [1], cpuMs: 100 },
  ];
  expect(cpuFigures(stock, ours)).toEqual({ stock_cpu_ms: 300, ours_cpu_ms: 100, cpu_ratio: 3 });
  expect(cpuFigures({ times: [] }, ours)).toEqual({ stock_cpu_ms: null, ours_cpu_ms: 100, cpu_ratio: null });
});

test('a row ends after its rounds, later when runs are cheap, earlier when time is up, never without a run', () => {
  const budget = { rounds: 3, rowMs: 30_000 };
  expect(isEnough(0, 99_000, budget)).toBe(false);
  expect(isEnough(1, 31_000, budget)).toBe(true);
  expect(isEnough(2, 10_000, budget)).toBe(false);
  expect(isEnough(3, 10_000, budget)).toBe(true);
  expect(isEnough(3, 30, budget)).toBe(false);
  expect(isEnough(15, 150, budget)).toBe(true);
});

test('the share of waiting is of the time of all epochs', () => {
  const epochs = [
    { seconds: 1, waitingShare: 0.5 },
    { seconds: 9, waitingShare: 0 },
  ];
  expect(pipelineFigures(epochs, 320)).toEqual({ waiting_share: 0.05, films_per_s: 64 });
});
