import { expect, test } from 'vitest';
import { gridStep } from './grid-step.ts';

const at = (place: number) => ({ place, columns: 4, count: 10, page: 2 });

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowLeft', 0, 0],
  ['ArrowDown', 1, 5],
  ['ArrowDown', 8, 9],
  ['ArrowUp', 1, 0],
  ['PageDown', 1, 9],
  ['PageUp', 9, 1],
  ['Home', 7, 0],
  ['End', 2, 9],
])('%s from %i leads to %i', (key, from, to) => {
  expect(gridStep(key, at(from))).toBe(to);
});

test('other keys are left alone, an empty grid has no place', () => {
  expect(gridStep('Enter', at(3))).toBeNull();
  expect(gridStep('Home', { ...at(0), count: 0 })).toBeNull();
});
