import { expect, test } from 'vitest';
import { decayAt, learningRateAt } from './schedule.ts';

const cycle = { schedule: 'one-cycle', learningRate: 0.004 } as const;

test('one cycle rises over a fifth of the run, falls over the rest, and never leaps', () => {
  const rates = Array.from({ length: 1000 }, (_, step) => learningRateAt(cycle, step, 1000));
  expect(rates[0]).toBeCloseTo(0.004 / 25, 12);
  expect(rates[199]).toBeCloseTo(0.004, 12);
  expect(rates[599]).toBeCloseTo(0.002, 4);
  expect(rates[999]).toBeCloseTo(0.004 / 25e4, 12);
  rates.slice(1).forEach((rate, i) => {
    expect(Math.sign(rate - (rates[i] as number))).toBe(i < 199 ? 1 : -1);
    expect(Math.abs(rate - (rates[i] as number))).toBeLessThan(5e-5);
  });
});

test('very short runs have rates between nothing and the highest', () => {
  for (const steps of [1, 2, 3, 5, 9]) {
    for (let step = 0; step < steps; step++) {
      const rate = learningRateAt(cycle, step, steps);
      expect(rate).toBeGreaterThan(0);
      expect(rate).toBeLessThanOrEqual(0.004);
    }
  }
});

test('a constant rate is the number itself', () => {
  expect(learningRateAt({ schedule: 'constant', learningRate: 0.001 }, 17, 100)).toBe(0.001);
});

test('a running mean forgets its start, then keeps its decay', () => {
  expect(decayAt(0.98, 0)).toBeCloseTo(0.1, 12);
  expect(decayAt(0.98, 8)).toBeCloseTo(0.5, 12);
  expect(decayAt(0.98, 10_000)).toBe(0.98);
});
