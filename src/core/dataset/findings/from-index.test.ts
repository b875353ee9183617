import { describe, expect, test } from 'vitest';
import type { SplitPlan } from '../../training/config.ts';
import { indexDataset } from '../index-dataset.ts';
import { indexFindings } from './from-index.ts';

const FOLDER: SplitPlan = { validation: 'folder', validationPercent: 12, seed: 1, leftOut: [] };

/** `{ 'train/A': ['name', …] }` as an index. */
function indexOf(folders: Record<string, readonly string[]>) {
  const entries = Object.entries(folders).flatMap(([folder, names]) =>
    names.map((name) => ({ path: `${folder}/${name}.jpeg`, size: 1 })),
  );
  return indexDataset('set', 'folder', entries, { seed: 1 });
}

const normal = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `IM-${String(from + i).padStart(4, '0')}-0001`);
const sick = (from: number, count: number) => Array.from({ length: count }, (_, i) => `person${from + i}_virus_1`);

const codesOf = (...[index, plan]: Parameters<typeof indexFindings>) =>
  indexFindings(index, plan).map(({ code, severity }) => `${code} ${severity}`);

describe('findings from names and sizes', () => {
  test('a sound set has none', () => {
    const sound = indexOf({
      'train/A': normal(0, 300),
      'train/B': sick(1000, 300),
      'val/A': normal(2000, 60),
      'val/B': sick(3000, 60),
      'test/A': normal(4000, 20),
      'test/B': sick(5000, 20),
    });
    expect(codesOf(sound, FOLDER)).toEqual([]);
  });

  test('a small validation folder, and none at all', () => {
    const set = {
      'train/A': normal(0, 50),
      'train/B': sick(1000, 50),
      'val/A': normal(200, 8),
      'val/B': sick(2000, 8),
    };
    const [tiny] = indexFindings(indexOf(set), FOLDER);
    expect(tiny).toMatchObject({
      code: 'tiny-validation',
      severity: 'serious',
      numbers: { films: 16, patients: 16, trainPatients: 100, oneFilm: 0.0625, percent: 12 },
      action: 'validation-by-patient',
    });
    expect(tiny?.films).toHaveLength(16);
    const mended = indexFindings(indexOf(set), { ...FOLDER, validation: 'patients' });
    expect(mended[0]).toMatchObject({ code: 'tiny-validation', numbers: { films: 12 }, action: null });
    expect(codesOf(indexOf(set), { ...FOLDER, validation: 'none' })).toEqual([]);
    const without = indexOf({ 'train/A': normal(0, 50), 'train/B': sick(1000, 50) });
    expect(codesOf(without, FOLDER)).toEqual(['tiny-validation warning']);
  });

  test('classes of unequal size in training', () => {
    const set = indexOf({ 'train/A': normal(0, 20), 'train/B': sick(1000, 60), 'val/A': normal(2000, 100) });
    expect(indexFindings(set, FOLDER)).toMatchObject([
      {
        code: 'class-imbalance',
        severity: 'warning',
        numbers: { ratio: 3, largest: 60, smallest: 20, largestShare: 0.75 },
        names: { largest: 'B', smallest: 'A' },
        action: 'class-weights',
      },
    ]);
  });

  test('patients in train and test: the films of train are those to leave out', () => {
    const set = indexOf({
      'train/A': ['IM-0001-0001', ...normal(10, 20)],
      'train/B': ['person5_virus_1', 'person5_virus_2', ...sick(1000, 20)],
      'val/A': ['IM-0001-0002', ...normal(3000, 99)],
      'test/B': ['person5_virus_3'],
    });
    const [shared] = indexFindings(set, FOLDER);
    const nameOf = (sample: number) => set.paths[sample];
    expect(shared).toMatchObject({ code: 'shared-patients', severity: 'serious', action: 'leave-out' });
    expect(shared?.numbers).toEqual({ patients: 2, withTest: 1, validationFilms: 100, siblings: 1 });
    expect(shared?.leaveOut.map(nameOf)).toEqual([
      'train/A/IM-0001-0001.jpeg',
      'train/B/person5_virus_1.jpeg',
      'train/B/person5_virus_2.jpeg',
    ]);
    expect(shared?.films).toHaveLength(5);
    const after = indexFindings(set, { ...FOLDER, leftOut: shared?.leaveOut ?? [] });
    expect(after.some(({ code }) => code === 'shared-patients')).toBe(false);
  });

  test('a leaky plan is found, and mended by another plan', () => {
    const twice = (names: string[]) => names.flatMap((name) => [name, `${name} (1)`]);
    const set = indexOf({
      'train/A': twice(normal(0, 500)),
      'train/B': twice(sick(1000, 500)),
      'test/A': normal(3000, 5),
    });
    const [shared] = indexFindings(set, { ...FOLDER, validation: 'films' });
    expect(shared).toMatchObject({ code: 'shared-patients', action: 'validation-by-patient', leaveOut: [] });
    expect(shared?.numbers.siblings).toBeGreaterThan(0.8 * (shared?.numbers.validationFilms ?? 0));
    expect(codesOf(set, { ...FOLDER, validation: 'patients' })).toEqual([]);
  });

  test('names that tell no patient are listed', () => {
    const set = indexOf({ 'train/A': ['x', ...normal(0, 9)], 'train/B': ['y', ...sick(1000, 9)] });
    const [, unknown] = indexFindings(set, FOLDER);
    expect(unknown).toMatchObject({ code: 'unknown-names', numbers: { unknown: 2, films: 20, byRule: 0 } });
    expect(unknown?.films.map((sample) => set.paths[sample])).toEqual(['train/A/x.jpeg', 'train/B/y.jpeg']);
  });
});
