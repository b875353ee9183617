import { describe, expect, test } from 'vitest';
import { indexDataset } from './index-dataset.ts';
import { countShared, countSiblings, falseAlarms, sharedPatients } from './shared-patients.ts';

const NAMES = [
  'train/NORMAL/IM-0001-0001.jpeg',
  'train/NORMAL/IM-0002-0001.jpeg',
  'train/PNEUMONIA/person1_bacteria_1.jpeg',
  'train/PNEUMONIA/person2_bacteria_2.jpeg',
  'train/PNEUMONIA/person7_virus_8.jpeg',
  'test/NORMAL/NORMAL2-IM-0001-0001.jpeg',
  'test/NORMAL/IM-0007-0001.jpeg',
  'test/PNEUMONIA/person1_virus_9.jpeg',
  'test/PNEUMONIA/other.jpeg',
];
const index = indexDataset(
  'set',
  'folder',
  NAMES.map((path) => ({ path, size: 1 })),
  { seed: 1 },
);

describe('shared patients', () => {
  test('the right key shares none; coarser ones raise an alarm each', () => {
    expect(sharedPatients(index.splits, index.patients)).toEqual([]);
    expect(falseAlarms(index)).toEqual({ person: 1, classNumber: 2, number: 2 });
  });

  test('patients in two splits are found with their films; those left aside do not count', () => {
    const codes = Uint8Array.of(0, 0, 2, 0, 1, 2, 3);
    const patients = Int32Array.of(5, 5, 5, 1, 1, 2, 2);
    expect(sharedPatients(codes, patients)).toEqual([
      [3, 4],
      [0, 1, 2],
    ]);
    expect(countShared(codes, patients)).toBe(1);
    expect(countSiblings(codes, patients)).toEqual({ films: 1, siblings: 1 });
  });
});
