import { describe, expect, test } from 'vitest';
import { AppError } from '../base/errors.ts';
import { indexDataset } from './index-dataset.ts';
import { countFilms } from './plan.ts';
import type { DatasetIndex, Entry } from './types.ts';

/** `films('a/train/NORMAL', 2)`: two entries of that folder, each of its own size. */
function films(folder: string, count: number, name = 'film', size = 100): Entry[] {
  return Array.from({ length: count }, (_, i) => ({ path: `${folder}/${name} ${i}.jpeg`, size: size + i }));
}

function tree(root: string): Entry[] {
  return [
    ...films(`${root}train/NORMAL`, 5, 'n'),
    ...films(`${root}train/PNEUMONIA`, 7, 'p'),
    ...films(`${root}test/NORMAL`, 2, 'tn'),
    ...films(`${root}test/PNEUMONIA`, 3, 'tp'),
    ...films(`${root}val/NORMAL`, 1, 'vn'),
    ...films(`${root}val/PNEUMONIA`, 1, 'vp'),
  ];
}

function index(entries: readonly Entry[]): DatasetIndex {
  return indexDataset('set', 'folder', entries, { seed: 1 });
}

function counts({ splits, labels, classNames }: DatasetIndex): unknown {
  return countFilms(splits, labels, classNames.length);
}

function codeOf(entries: readonly Entry[]): string {
  try {
    index(entries);
    return 'none';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

const WHOLE = { train: [5, 7], validation: [1, 1], test: [2, 3] };

describe('layouts', () => {
  test.each(['', 'chest_xray/', 'Downloads/archive (1)/chest_xray/', './', '/'])('wrapped in "%s"', (root) => {
    const found = index(tree(root));
    expect(counts(found)).toEqual(WHOLE);
    expect(found.classNames).toEqual(['NORMAL', 'PNEUMONIA']);
    expect(found.layout).toBe('splits');
    expect(found.ignored).toEqual([]);
  });

  test.each(['val', 'valid', 'validation', 'VAL', 'Validation'])('validation folder "%s"', (folder) => {
    const renamed = tree('x/').map((entry) => ({ ...entry, path: entry.path.replace('/val/', `/${folder}/`) }));
    expect(counts(index(renamed))).toEqual(WHOLE);
  });

  test('upper-case splits, back slashes, and classes that differ in case only', () => {
    const entries = tree('x/').map((entry) => ({
      ...entry,
      path: entry.path.replace('/train/', '/TRAIN/').replace('TRAIN/NORMAL', 'TRAIN/Normal').replaceAll('/', '\\'),
    }));
    expect(counts(index(entries))).toEqual(WHOLE);
  });

  test('without val', () => {
    const found = index(tree('x/').filter((entry) => !entry.path.includes('/val/')));
    expect(counts(found)).toEqual({ ...WHOLE, validation: [0, 0] });
  });

  test('the doubled tree of the Kaggle archive is counted once', () => {
    const found = index([...tree('chest_xray/chest_xray/'), ...tree('chest_xray/')]);
    expect(counts(found)).toEqual(WHOLE);
    expect(found.ignored).toHaveLength(19);
    expect(
      found.ignored.every(
        ({ path, reason }) => reason === 'duplicate-tree' && path.startsWith('chest_xray/chest_xray/'),
      ),
    ).toBe(true);
    expect(found.fingerprint).toBe(index(tree('')).fingerprint);
  });

  test('two hospitals side by side with equal file names are no copies', () => {
    expect(index([...tree('a/'), ...tree('b/')]).paths).toHaveLength(38);
  });

  test('a class tree without splits is split by the app, whole children only', () => {
    const normal = films('set/NORMAL', 60, 'n');
    const sick = Array.from({ length: 60 }, (_, i) => ({ path: `set/SICK/person${i >> 1}_virus_${i}.jpeg`, size: 5 }));
    const found = index([...normal, ...sick]);
    expect(found.layout).toBe('classes-only');
    expect(counts(found)).toEqual({ train: [42, 42], validation: [6, 6], test: [12, 12] });
    const splitOfPatient = new Map<number, number>();
    found.patients.forEach((patient, sample) => {
      const split = found.splits[sample] as number;
      expect(splitOfPatient.get(patient) ?? split).toBe(split);
      splitOfPatient.set(patient, split);
    });
    expect(index([...sick, ...normal])).toEqual(found);
  });

  test('a doubled class tree, and films in folders of their own below the class', () => {
    const plain = [...films('r/A/x', 3), ...films('r/A/y', 2, 'film', 900), ...films('r/B', 4)];
    const doubled = plain.map((entry) => ({ ...entry, path: `r/${entry.path}` }));
    const found = index([...doubled, ...plain]);
    expect(found.classNames).toEqual(['A', 'B']);
    expect(found.paths).toHaveLength(9);
  });

  test('Unicode and spaces in names; one class under two Unicode spellings', () => {
    const found = index([
      ...films('x/train/Entzu\u0308ndung', 2, 'Bild 🫁'),
      ...films('x/test/Entz\u00fcndung', 1),
      ...films('x/train/gesund', 2),
    ]);
    expect(found.classNames).toEqual(['Entz\u00fcndung', 'gesund']);
    expect(counts(found)).toEqual({ train: [2, 2], validation: [0, 0], test: [1, 0] });
  });
});

describe('what is left out', () => {
  test.each([
    ['x/__MACOSX/train/NORMAL/._n 0.jpeg', 'system-file'],
    ['x/train/NORMAL/._n 0.jpeg', 'system-file'],
    ['x/train/.DS_Store', 'system-file'],
    ['x/train/NORMAL/Thumbs.db', 'system-file'],
    ['x/desktop.ini', 'system-file'],
    ['x/notes.txt', 'not-an-image'],
    ['x/train/NORMAL/film.tiff', 'not-an-image'],
    ['x/../train/NORMAL/film.jpeg', 'unsafe-path'],
    ['x/train/loose.jpeg', 'no-class-folder'],
    ['x/readme.png', 'no-class-folder'],
  ])('%s: %s', (path, reason) => {
    const found = index([...tree('x/'), { path, size: 9 }]);
    expect(found.ignored).toEqual([{ path, reason }]);
    expect(counts(found)).toEqual(WHOLE);
  });

  test('empty files', () => {
    const found = index([...tree('x/'), { path: 'x/train/NORMAL/empty.jpeg', size: 0 }]);
    expect(found.ignored).toEqual([{ path: 'x/train/NORMAL/empty.jpeg', reason: 'file-empty' }]);
  });

  test('of entries with one path the last counts', () => {
    const path = 'x/train/NORMAL/twice.jpeg';
    const found = index([{ path, size: 9 }, ...tree('x/'), { path, size: 7 }]);
    expect(found.ignored).toEqual([{ path, reason: 'same-path' }]);
    expect(found.sizes[found.paths.indexOf(path)]).toBe(7);
  });

  test('nothing, one class, too many', () => {
    expect(codeOf([])).toBe('no-images');
    expect(codeOf([{ path: 'x/readme.txt', size: 5 }])).toBe('no-images');
    expect(codeOf(films('x/train/NORMAL', 3))).toBe('one-class');
    expect(codeOf(films('NORMAL', 3))).toBe('one-class');
    expect(codeOf(films('', 3))).toBe('one-class');
    const classes = (count: number) => Array.from({ length: count }, (_, i) => films(`x/train/class ${i}`, 1)).flat();
    expect(codeOf(classes(20))).toBe('none');
    expect(codeOf(classes(21))).toBe('too-many-classes');
  });
});

describe('columns', () => {
  test('patients, names understood, order and sizes', () => {
    const paths = ['person1_virus_2', 'person1_bacteria_1', 'person1_bacteria_3'].map((n) => `train/SICK/${n}.jpeg`);
    const found = index(
      [...paths, 'train/NORMAL/IM-0001-0001.jpeg', 'train/NORMAL/own.jpeg'].map((path, i) => ({ path, size: i + 1 })),
    );
    expect(found.paths).toEqual([...found.paths].sort());
    expect(found.namesUnderstood).toBe(4);
    expect([...found.patients]).toEqual([0, 1, 2, 2, 3]);
    expect([...found.sizes]).toEqual([4, 5, 2, 3, 1]);
    expect([...found.labels]).toEqual([0, 0, 1, 1, 1]);
  });

  test('the fingerprint changes with a name, a size, a split or a label, not with the order or the wrapping', () => {
    const base = index(tree('')).fingerprint;
    expect(index(tree('a/b/').reverse()).fingerprint).toBe(base);
    const change = (from: string, to: string) =>
      tree('').map((entry) => ({ ...entry, path: entry.path.replace(from, to) }));
    expect(index(change('n 0', 'm 0')).fingerprint).not.toBe(base);
    expect(index(change('val/', 'test/')).fingerprint).not.toBe(base);
    expect(index(tree('').map((entry) => ({ ...entry, size: entry.size + 1 }))).fingerprint).not.toBe(base);
    expect(base).toMatch(/^[0-9a-f]{8}$/);
  });
});
