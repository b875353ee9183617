import { expect, test } from 'vitest';
import { toVerdict } from './verdict.ts';

test('the strongest class is named, its probability is among the classes', () => {
  const { label, shares, isClose } = toVerdict(Float32Array.of(0.125, 0.375, 0.25, 0.25), 2);
  expect(label).toBe(1);
  expect(shares).toEqual([0.25, 0.75]);
  expect(isClose).toBe(false);
});

test('an output beyond the classes is no class', () => {
  expect(toVerdict(Float32Array.of(0.25, 0.25, 0.5), 2).label).toBeNull();
});

test('two near classes are a coin toss', () => {
  expect(toVerdict(Float32Array.of(0.46, 0.54), 2).isClose).toBe(true);
  expect(toVerdict(Float32Array.of(0.4, 0.6), 2).isClose).toBe(false);
});
