import { expect, test } from 'vitest';
import { axisTicks, epochsInView } from './axis-ticks.ts';

test('ticks of counts are round and hold both ends', () => {
  expect(axisTicks(1, 25, 1)).toEqual([1, 5, 10, 15, 20, 25]);
  expect(axisTicks(1, 2, 1)).toEqual([1, 2]);
  expect(axisTicks(1, 6, 1)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(axisTicks(0, 4075, 1)).toEqual([0, 1000, 2000, 3000, 4075]);
  expect(axisTicks(0, 163, 1)).toEqual([0, 50, 100, 163]);
});

test('ticks of shares and losses are round too', () => {
  expect(axisTicks(0.7, 1)).toEqual([0.7, 0.8, 0.9, 1]);
  expect(axisTicks(0.6, 1)).toEqual([0.6, 0.7, 0.8, 0.9, 1]);
  expect(axisTicks(0, 0.6)).toEqual([0, 0.2, 0.4, 0.6]);
  expect(axisTicks(0, 1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
});

test('the view widens in a few leaps and never beyond the plan', () => {
  expect([0, 1, 2, 3, 6, 11, 21].map((begun) => epochsInView(begun, 25))).toEqual([1, 1, 2, 5, 10, 20, 25]);
});
