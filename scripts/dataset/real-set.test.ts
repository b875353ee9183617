/** What is known of the published films, held against them: `CHEST_XRAY_DIR=… npx vitest run --project node scripts/dataset`. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { indexFindings } from '../../src/core/dataset/findings/from-index.ts';
import { indexDataset } from '../../src/core/dataset/index-dataset.ts';
import { mergePatients } from '../../src/core/dataset/patients.ts';
import { countFilms, countPatients, divideSplits } from '../../src/core/dataset/plan.ts';
import { countSiblings, falseAlarms, sharedPatients } from '../../src/core/dataset/shared-patients.ts';
import type { Entry } from '../../src/core/dataset/types.ts';
import type { SplitPlan } from '../../src/core/training/config.ts';

const FOLDER: SplitPlan = { validation: 'folder', validationPercent: 12, seed: 1, leftOut: [] };
const NONE: Entry[] = ['a/x.png', 'b/y.png'].map((path) => ({ path, size: 1 }));

const REAL = process.env.CHEST_XRAY_DIR;

/** All files below a folder, as the page lists them. */
function list(root: string, under = ''): Entry[] {
  return readdirSync(join(root, under), { withFileTypes: true }).flatMap((entry) => {
    const path = join(under, entry.name);
    return entry.isDirectory() ? list(root, path) : [{ path, size: statSync(join(root, path)).size }];
  });
}

const index = REAL
  ? indexDataset('chest_xray', 'folder', list(REAL), { seed: 1 })
  : indexDataset('none', 'folder', NONE, { seed: 1 });
const by = (validation: SplitPlan['validation'], seed = 1): SplitPlan => ({ ...FOLDER, validation, seed });

describe.skipIf(!REAL)('the published set (set CHEST_XRAY_DIR to run)', () => {
  test('0 shared patients by the right key, and the false alarms of coarser ones', () => {
    expect(index.namesUnderstood).toBe(5856);
    expect(countPatients(index.splits, index.patients)).toEqual({ train: 3654, validation: 15, test: 428 });
    expect(sharedPatients(index.splits, index.patients)).toEqual([]);
    expect(falseAlarms(index)).toEqual({ person: 170, classNumber: 264, number: 291 });
  });

  test('pathogens', () => {
    const count = (split: number) =>
      [1, 2].map((kind) => index.pathogens.filter((code, s) => code === kind && index.splits[s] === split).length);
    expect([count(0), count(1), count(2)]).toEqual([
      [2530, 1345],
      [8, 0],
      [242, 148],
    ]);
  });

  test('the two keys of one film in test become one patient', () => {
    const copies = index.paths.flatMap((path, sample) =>
      /test.NORMAL2-IM-009[56]-/.test(path.replace(/NORMAL./, '')) ? [sample] : [],
    );
    expect(copies).toHaveLength(2);
    const merged = mergePatients(index, [copies]);
    expect(countPatients(merged.splits, merged.patients)).toEqual({ train: 3654, validation: 15, test: 427 });
  });
});

describe.skipIf(!REAL)('plans of the published set', () => {
  test('about 41 % of validation films drawn one by one have a sibling in training; by patient none', () => {
    const shares = [1, 2, 3, 4, 5].map((seed) => {
      const { films, siblings } = countSiblings(divideSplits(index, by('films', seed)), index.patients);
      expect(Math.abs(films - 626)).toBeLessThanOrEqual(3);
      return siblings / films;
    });
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(mean).toBeGreaterThan(0.38);
    expect(mean).toBeLessThan(0.44);
    expect(countSiblings(divideSplits(index, by('patients')), index.persons).siblings).toBe(0);
  });

  test('12 % by patient takes 12 % of each class and pathogen', () => {
    const codes = divideSplits(index, by('patients'));
    const { validation } = countFilms(codes, index.labels, 2);
    expect(Math.abs((validation[0] as number) - 0.12 * 1341)).toBeLessThanOrEqual(10);
    const virus = codes.filter((code, sample) => code === 1 && index.pathogens[sample] === 2).length;
    expect(Math.abs(virus - 0.12 * 1345)).toBeLessThanOrEqual(10);
  });

  test('findings by the folders', () => {
    const found = indexFindings(index, FOLDER);
    expect(found.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'tiny-validation serious',
      'class-imbalance warning',
      'coarse-patient-keys info',
    ]);
    expect(found[0]?.numbers).toMatchObject({ films: 16, patients: 15, oneFilm: 0.0625 });
  });
});
