import { expect, test } from 'vitest';
import type { Finding } from '../../../core/dataset/findings/types.ts';
import { indexDataset } from '../../../core/dataset/index-dataset.ts';
import { ALL_FILMS, chooseFilms, type FilmFilter, nameOf } from './choose-films.ts';

const ENTRIES = [
  { path: 'set/train/NORMAL/IM-0001-0001.jpeg', size: 40 },
  { path: 'set/train/NORMAL/IM-0001-0002.jpeg', size: 10 },
  { path: 'set/train/PNEUMONIA/person1_bacteria_1.jpeg', size: 30 },
  { path: 'set/test/PNEUMONIA/person2_virus_2.jpeg', size: 20 },
  { path: 'set/test/NORMAL/IM-0009-0001.jpeg', size: 50 },
];
const index = indexDataset('set', 'folder', ENTRIES, { seed: 1 });
const blank: Finding = {
  code: 'blank-films',
  severity: 'warning',
  numbers: {},
  names: {},
  films: [index.paths.indexOf('set/train/NORMAL/IM-0001-0002.jpeg')],
  groups: [],
  action: null,
  leaveOut: [],
};
const films = { index, facts: null, findings: [blank] };

function names(filter: Partial<FilmFilter>, sort: 'name' | 'bytes' = 'name'): string[] {
  return chooseFilms(films, { ...ALL_FILMS, ...filter }, sort).map((sample) => nameOf(index, sample));
}

test('all films stand in the order of the index, or by size', () => {
  expect(names({})).toHaveLength(5);
  expect(names({}, 'bytes')).toEqual([
    'IM-0001-0002.jpeg',
    'person2_virus_2.jpeg',
    'person1_bacteria_1.jpeg',
    'IM-0001-0001.jpeg',
    'IM-0009-0001.jpeg',
  ]);
});

test('filters hold together', () => {
  expect(names({ split: 'train', label: 0 })).toEqual(['IM-0001-0001.jpeg', 'IM-0001-0002.jpeg']);
  expect(names({ split: 'train', text: ' PERSON1_ ' })).toEqual(['person1_bacteria_1.jpeg']);
  expect(names({ pathogen: 2 })).toEqual(['person2_virus_2.jpeg']);
  expect(names({ finding: 'blank-films' })).toEqual(['IM-0001-0002.jpeg']);
  expect(names({ finding: 'exact-duplicates' })).toEqual([]);
  const sample = chooseFilms(films, { ...ALL_FILMS, text: '0001-0001' }, 'name')[0] as number;
  expect(names({ patient: index.patients[sample] as number })).toEqual(['IM-0001-0001.jpeg', 'IM-0001-0002.jpeg']);
});
