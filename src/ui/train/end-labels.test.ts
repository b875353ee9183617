import { expect, test } from 'vitest';
import { endLabelOffset, indexOfLast, referenceLabelOffset } from './end-labels.ts';

const offsets = (train: number, validation: number) => {
  const points = [{ x: 1, train, validation }];
  return [endLabelOffset(points, 'train', [0, 1]), endLabelOffset(points, 'validation', [0, 1])];
};

test('the last point of each series is found apart from the other', () => {
  const points = [
    { x: 1, train: 1 },
    { x: 2, train: 2 },
    { x: 3, validation: 3 },
  ];
  expect([indexOfLast(points, 'train'), indexOfLast(points, 'validation'), indexOfLast([], 'train')]).toEqual([
    1, 2, -1,
  ]);
});

test('names keep apart, and off the floor', () => {
  expect(offsets(0.9, 0.8)).toEqual([-9, 17]);
  expect(offsets(0.8, 0.8)).toEqual([-9, 17]);
  expect(offsets(0.04, 0.02)).toEqual([-23, -9]);
  expect(offsets(0.02, 0.5)).toEqual([-9, -9]);
});

test('a series alone has its name above', () => {
  expect(endLabelOffset([{ x: 1, train: 0.01 }], 'train', [0, 1])).toBe(-9);
});

test('the words of a reference line keep clear of a curve that starts just above it', () => {
  const offset = (validation: number) => referenceLabelOffset([{ x: 1, train: 0.5, validation }], 0.92, [0.5, 1]);
  expect([offset(0.94), offset(0.99), offset(0.9)]).toEqual([14, -5, -5]);
  expect(referenceLabelOffset([], 0.92, [0.5, 1])).toBe(-5);
});
