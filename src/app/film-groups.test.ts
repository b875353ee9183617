import { expect, test } from 'vitest';
import { makeFacts } from '../core/dataset/facts.ts';
import { indexDataset } from '../core/dataset/index-dataset.ts';
import { filmGroups } from './film-groups.ts';

function index() {
  const names = [
    ...Array.from({ length: 6 }, (_, i) => `test/PNEUMONIA/person${i}_bacteria_1.jpeg`),
    ...Array.from({ length: 6 }, (_, i) => `test/PNEUMONIA/person${i + 20}_virus_1.jpeg`),
    ...Array.from({ length: 6 }, (_, i) => `test/NORMAL/IM-000${i}-0001.jpeg`),
    'test/PNEUMONIA/person1_bacteria_2.jpeg',
  ];
  const entries = names.map((path) => ({ path: `chest_xray/${path}`, size: 1000 }));
  return indexDataset('chest_xray', 'folder', entries, { seed: 1 });
}

test('films fall into the groups that their names and facts allow', () => {
  const set = index();
  const samples = Uint32Array.from(set.paths.keys());
  const groups = filmGroups(samples, set, null);
  expect(groups.map(({ kind }) => kind)).toEqual(['pathogen', 'films-per-patient']);
  const [pathogen] = groups;
  expect(pathogen?.grouping.filter((name) => name === 'bacteria')).toHaveLength(7);
  expect(pathogen?.grouping.filter((name) => name === null)).toHaveLength(6);
});

test('equal sizes make no groups, unequal brightness makes thirds, an unread film belongs to none', () => {
  const set = index();
  const samples = Uint32Array.from(set.paths.keys());
  const facts = makeFacts(samples.length);
  facts.width.fill(224, 1);
  facts.height.fill(224, 1);
  facts.mean.set(samples.map((sample) => 60 + sample));
  const groups = filmGroups(samples, set, facts);
  expect(groups.map(({ kind }) => kind)).toEqual(['pathogen', 'brightness', 'films-per-patient']);
  const brightness = groups[1];
  expect(brightness?.grouping[0]).toBeNull();
  expect(brightness?.grouping.filter((name) => name === 'low')).toHaveLength(6);
});
