import { expect, test } from 'vitest';
import type { DatasetIndex } from '../../core/dataset/types.ts';
import { ignoredByReason, splitFacts } from './index-facts.ts';

function makeIndex(films: readonly (readonly [split: number, label: number, patient: number])[]): DatasetIndex {
  return {
    name: 'set',
    source: 'folder',
    layout: 'splits',
    classNames: ['NORMAL', 'PNEUMONIA'],
    paths: films.map((_, i) => `${i}.jpeg`),
    sizes: new Float64Array(films.length),
    splits: Uint8Array.from(films, ([split]) => split),
    splitSeed: null,
    labels: Uint8Array.from(films, ([, label]) => label),
    patients: Int32Array.from(films, ([, , patient]) => patient),
    persons: Int32Array.from(films, ([, , patient]) => patient),
    pathogens: new Uint8Array(films.length),
    patientRule: { kind: 'names' },
    namesUnderstood: films.length,
    ignored: [],
    fingerprint: '00000000',
    namedFingerprint: '00000000',
  };
}

test('counts, patients and the first three films stand by split and class', () => {
  const train = [0, 1, 2, 3].map((patient) => [0, 1, patient >> 1] as const);
  const [first, validation, testSplit] = splitFacts(makeIndex([...train, [0, 0, 7], [2, 1, 9]]));
  expect(first).toEqual({ films: [1, 4], total: 5, patients: 3, first: [[4], [0, 1, 2]] });
  expect(validation).toMatchObject({ films: [0, 0], total: 0, patients: 0 });
  expect(testSplit).toMatchObject({ films: [0, 1], total: 1, first: [[], [5]] });
});

test('ignored entries are grouped, the largest group first', () => {
  const groups = ignoredByReason([
    { path: 'a', reason: 'system-file' },
    { path: 'b', reason: 'duplicate-tree' },
    { path: 'c', reason: 'duplicate-tree' },
  ]);
  expect(groups).toEqual([
    ['duplicate-tree', ['b', 'c']],
    ['system-file', ['a']],
  ]);
});
