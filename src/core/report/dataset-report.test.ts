import { expect, it } from 'vitest';
import { indexDataset } from '../dataset/index-dataset.ts';
import { countPathogens, describeDivision, describeFilms } from './dataset-report.ts';

const PATHS = [
  'chest_xray/train/NORMAL/IM-0115-0001.jpeg',
  'chest_xray/train/NORMAL/IM-0116-0001.jpeg',
  'chest_xray/train/PNEUMONIA/person1_bacteria_1.jpeg',
  'chest_xray/train/PNEUMONIA/person1_bacteria_2.jpeg',
  'chest_xray/train/PNEUMONIA/person2_virus_3.jpeg',
  'chest_xray/test/NORMAL/IM-0001-0001.jpeg',
  'chest_xray/test/PNEUMONIA/person9_virus_9.jpeg',
  'chest_xray/.DS_Store',
];
const entries = PATHS.map((path, i) => ({ path, size: 1000 + i }));
const index = indexDataset('chest_xray', 'folder', entries, { seed: 1 });
const plan = { validation: 'folder', validationPercent: 12, seed: 1, leftOut: [] } as const;

it('films, patients and pathogens are counted by split, entries left out by reason', () => {
  expect(describeFilms(index)).toMatchObject({
    films: { train: [2, 3], validation: [0, 0], test: [1, 1] },
    patients: { train: 4, validation: 0, test: 2 },
    ignored: { 'system-file': 1 },
  });
  expect(countPathogens(index.splits, index.pathogens)).toEqual({
    train: { unknown: 2, bacteria: 2, virus: 1 },
    validation: { unknown: 0, bacteria: 0, virus: 0 },
    test: { unknown: 1, bacteria: 0, virus: 1 },
  });
});

it('a film that could not be read, or was left out, is in no count of the division', () => {
  const unread = [{ path: index.paths.find((path) => path.includes('virus_9')) as string }];
  const first = index.paths.findIndex((path) => path.includes('bacteria_1'));
  const division = describeDivision(index, { ...plan, leftOut: [first] }, unread);
  expect(division.films).toEqual({ train: [2, 2], validation: [0, 0], test: [1, 0] });
  expect(division.pathogens.test).toEqual({ unknown: 1, bacteria: 0, virus: 0 });
  expect(division.patients).toEqual({ train: 4, validation: 0, test: 1 });
});
