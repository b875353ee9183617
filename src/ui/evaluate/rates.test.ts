import { expect, test } from 'vitest';
import { binaryCounts } from './rates.ts';

test('counts of one class against the rest add up, answers beyond the classes are wrong', () => {
  const matrix = [
    [200, 30, 4],
    [10, 380, 0],
  ];
  const counts = binaryCounts(matrix, 1);
  expect(counts).toEqual({ truePositive: 380, falseNegative: 10, falsePositive: 30, trueNegative: 204 });
});
