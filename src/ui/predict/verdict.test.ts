import { expect, test } from 'vitest';
import { toVerdict } from './verdict.ts';

test('the strongest class is named, its probability is among the classes', () => {
  const { label, shares, isClose } = toVerdict(Float32Array.of(0.125, 0.375, 0.25, 0.25), 2);
  expect(label).toBe(1);
  expect(shares).toEqual([0.25, 0.75]);
  expect(isClose).toBe(false);
});

test('a temperature makes it less sure and leaves the answer', () => {
  const { label, shares } = toVerdict(Float32Array.of(0.1, 0.9), 2, 2);
  expect(label).toBe(1);
  // Logits ln 0.1 and ln 0.9 halved: odds of 3 instead of 9.
  expect(shares[1]).toBeCloseTo(0.75, 6);
});

test('an output beyond the classes is no class', () => {
  expect(toVerdict(Float32Array.of(0.25, 0.25, 0.5), 2).label).toBeNull();
});

test('two near classes are a coin toss', () => {
  expect(toVerdict(Float32Array.of(0.46, 0.54), 2).isClose).toBe(true);
  expect(toVerdict(Float32Array.of(0.4, 0.6), 2).isClose).toBe(false);
});
