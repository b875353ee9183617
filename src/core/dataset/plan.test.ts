import { describe, expect, test } from 'vitest';
import { groupByPerson } from './grouped-split.ts';
import { indexDataset } from './index-dataset.ts';
import { countFilms, divideSplits, epochOrder, samplesOf } from './plan.ts';

const entries = ['train', 'val', 'test'].flatMap((split, s) =>
  ['bacteria', 'virus'].flatMap((pathogen) =>
    Array.from({ length: split === 'train' ? 200 : 10 }, (_, i) => ({
      path: `${split}/${pathogen}/person${1000 * s + (i >> 2)}_${pathogen}_${i}.jpeg`,
      size: 1,
    })),
  ),
);
const index = indexDataset('set', 'folder', entries, { seed: 1 });
const count = (validation: 'folder' | 'patients' | 'none', seed = 1) =>
  countFilms(divideSplits(index, { validation, validationPercent: 12, seed }), index.labels, 2);

describe('divideSplits', () => {
  test('folder: as found; none: no validation', () => {
    expect(count('folder')).toEqual({ train: [200, 200], validation: [10, 10], test: [10, 10] });
    expect(count('none')).toEqual({ train: [200, 200], validation: [0, 0], test: [10, 10] });
  });

  test('patients: about 12 % of each class, no child on both sides though it has two pathogens', () => {
    const codes = divideSplits(index, { validation: 'patients', validationPercent: 12, seed: 5 });
    const { train, validation, test: tested } = countFilms(codes, index.labels, 2);
    expect(tested).toEqual([10, 10]);
    expect((train[0] as number) + (validation[0] as number)).toBe(200);
    for (const films of validation) expect(Math.abs(films - 24)).toBeLessThanOrEqual(8);
    const persons = groupByPerson(index.paths);
    const inTrain = new Set(samplesOf(codes, 'train', new Set()).map((sample) => persons[sample] as number));
    const inValidation = samplesOf(codes, 'validation', new Set()).map((sample) => persons[sample] as number);
    expect(inValidation.some((person) => inTrain.has(person))).toBe(false);
  });

  test('another seed takes other children', () => {
    const codes = (seed: number) =>
      divideSplits(index, { validation: 'patients', validationPercent: 12, seed }).join('');
    expect(codes(1)).toBe(codes(1));
    expect(codes(1)).not.toBe(codes(2));
  });
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
