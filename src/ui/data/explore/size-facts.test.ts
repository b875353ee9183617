import { expect, test } from 'vitest';
import type { FilmFacts } from '../../../core/dataset/facts.ts';
import { indexDataset } from '../../../core/dataset/index-dataset.ts';
import { brightnessShares, commonSize, filmsPerPatient, sizesByClass } from './size-facts.ts';

const paths = ['train/A/1.png', 'train/A/2.png', 'train/A/3.png', 'train/B/4.png', 'train/B/5.png'];
const index = indexDataset(
  'set',
  'folder',
  paths.map((path) => ({ path, size: 1 })),
  { seed: 1 },
);

function factsOf(width: number[], height: number[], mean: number[]): FilmFacts {
  return {
    width: Uint16Array.from(width),
    height: Uint16Array.from(height),
    mean: Float32Array.from(mean),
  } as FilmFacts;
}

test('quartiles by class as NumPy gives them, without films whose size is unknown', () => {
  const facts = factsOf([100, 200, 400, 0, 50], [100, 100, 100, 0, 100], [0, 0, 0, 0, 0]);
  expect(sizesByClass(index, facts)).toEqual([
    { label: 0, films: 3, width: [150, 200, 300], height: [100, 100, 100], aspect: [1.5, 2, 3] },
    { label: 1, films: 1, width: [50, 50, 50], height: [100, 100, 100], aspect: [0.5, 0.5, 0.5] },
  ]);
  expect(commonSize(facts)).toBeNull();
  expect(commonSize(factsOf([64, 64, 0, 64, 64], [48, 48, 0, 48, 48], []))).toEqual([64, 48]);
  expect(sizesByClass(index, factsOf([0, 0, 0, 0, 0], [0, 0, 0, 0, 0], []))).toBeNull();
});

test('brightness: shares of each class add up to one', () => {
  const facts = factsOf([9, 9, 9, 9, 9], [9, 9, 9, 9, 9], [0, 130, 255, 64, 64]);
  expect(brightnessShares(index, facts, 4)).toEqual([
    [1 / 3, 0, 1 / 3, 1 / 3],
    [0, 1, 0, 0],
  ]);
});

test('films per patient, the last place for that many and more', () => {
  expect(filmsPerPatient(Int32Array.of(0, 1, 1, 2, 3, 3, 3, 3, 3), 3)).toEqual([2, 1, 1]);
});
