import { describe, expect, test } from 'vitest';
import type { ValidationSource } from '../training/config.ts';
import { indexDataset } from './index-dataset.ts';
import { countFilms, countPatients, divideSplits, epochOrder, samplesOf } from './plan.ts';

const entries = ['train', 'val', 'test'].flatMap((split, s) =>
  ['bacteria', 'virus'].flatMap((pathogen) =>
    Array.from({ length: split === 'train' ? 200 : 10 }, (_, i) => ({
      path: `${split}/${pathogen}/person${1000 * s + (i >> 2)}_${pathogen}_${i}.jpeg`,
      size: 1,
    })),
  ),
);
const index = indexDataset('set', 'folder', entries, { seed: 1 });
const divide = (validation: ValidationSource, seed = 1, leftOut: number[] = []) =>
  divideSplits(index, { validation, validationPercent: 12, seed, leftOut });
const count = (validation: ValidationSource) => countFilms(divide(validation), index.labels, 2);

/** Groups of `column` that stand in train and in validation. */
function onBothSides(codes: Uint8Array, column: Int32Array): number {
  const inSplit = (code: number) => new Set([...column].filter((_, sample) => codes[sample] === code));
  const inTrain = inSplit(0);
  return [...inSplit(1)].filter((group) => inTrain.has(group)).length;
}

describe('divideSplits', () => {
  test('folder: as found; none: no validation', () => {
    expect(count('folder')).toEqual({ train: [200, 200], validation: [10, 10], test: [10, 10] });
    expect(count('none')).toEqual({ train: [200, 200], validation: [0, 0], test: [10, 10] });
  });

  test('patients: about 12 % of each class, no child on both sides though it has two pathogens', () => {
    const codes = divide('patients', 5);
    const { train, validation, test: tested } = countFilms(codes, index.labels, 2);
    expect(tested).toEqual([10, 10]);
    expect((train[0] as number) + (validation[0] as number)).toBe(200);
    for (const films of validation) expect(Math.abs(films - 24)).toBeLessThanOrEqual(8);
    expect(onBothSides(codes, index.persons)).toBe(0);
  });

  test('films: as many, but children stand on both sides', () => {
    const codes = divide('films', 5);
    const { validation } = countFilms(codes, index.labels, 2);
    for (const films of validation) expect(Math.abs(films - 24)).toBeLessThanOrEqual(1);
    expect(onBothSides(codes, index.patients)).toBeGreaterThan(20);
  });

  test('another seed takes other children', () => {
    expect(divide('patients', 1)).toEqual(divide('patients', 1));
    expect(divide('patients', 1)).not.toEqual(divide('patients', 2));
  });

  test.each(['folder', 'patients', 'films', 'none'] as const)('%s: films left out are in no split', (validation) => {
    const leftOut = [0, 7, 150, 239, 419, 5000];
    const codes = divide(validation, 1, leftOut);
    for (const split of ['train', 'validation', 'test'] as const) {
      const samples = new Set(samplesOf(codes, split, new Set()));
      expect(leftOut.filter((sample) => samples.has(sample))).toEqual([]);
    }
    expect(codes).toHaveLength(440);
    expect(codes.filter((code) => code === 3).length).toBe(validation === 'folder' ? 5 : 25);
  });

  test('within a class every pathogen is drawn alike', () => {
    const mixed = Array.from({ length: 400 }, (_, i) => ({
      path: `train/${i < 200 ? 'A' : 'SICK'}/${i < 200 ? `IM-${1000 + i}-0001` : `person${i}_${i < 240 ? 'virus' : 'bacteria'}_1`}.png`,
      size: 1,
    }));
    const set = indexDataset('set', 'folder', mixed, { seed: 1 });
    const codes = divideSplits(set, { validation: 'patients', validationPercent: 10, seed: 3, leftOut: [] });
    const taken = [0, 1, 2].map((kind) => codes.filter((code, s) => code === 1 && set.pathogens[s] === kind).length);
    expect(taken).toEqual([20, 16, 4]);
  });
});

test('patients are counted by split, without those whose films all failed', () => {
  const codes = Uint8Array.of(0, 0, 0, 1, 2, 3);
  const patients = Int32Array.of(0, 0, 1, 2, 2, 3);
  expect(countPatients(codes, patients)).toEqual({ train: 2, validation: 1, test: 1 });
  expect(countPatients(codes, patients, new Set([2, 0]))).toEqual({ train: 1, validation: 1, test: 1 });
});

describe('order', () => {
  const samples = samplesOf(index.splits, 'train', new Set([0, 1]));

  test('failed films are in no split', () => {
    expect(samplesOf(index.splits, 'train', new Set()).length - samples.length).toBe(
      [0, 1].filter((sample) => index.splits[sample] === 0).length,
    );
  });

  test('an epoch is a permutation named by seed and epoch alone', () => {
    const order = epochOrder(samples, 7, 3);
    expect([...order].sort((a, b) => a - b)).toEqual([...samples]);
    expect(epochOrder(samples, 7, 3)).toEqual(order);
    expect(epochOrder(samples, 7, 4)).not.toEqual(order);
    expect(order).not.toEqual(samples);
  });
});
