import { expect, test } from 'vitest';
import { binaryCounts, positiveLabel } from './rates.ts';

test('the finding is the class that is not called normal', () => {
  expect(positiveLabel(['NORMAL', 'PNEUMONIA'])).toBe(1);
  expect(positiveLabel(['effusion', 'normal'])).toBe(0);
  expect(positiveLabel(['cat', 'dog'])).toBe(1);
});

test('counts of one class against the rest add up, answers beyond the classes are wrong', () => {
  const matrix = [
    [200, 30, 4],
    [10, 380, 0],
  ];
  const counts = binaryCounts(matrix, 1);
  expect(counts).toEqual({ truePositive: 380, falseNegative: 10, falsePositive: 30, trueNegative: 204 });
});
