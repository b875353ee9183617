import { describe, expect, test } from 'vitest';
import { indexDataset } from './index-dataset.ts';
import { mergePatients, withPatients } from './patients.ts';
import { sharedPatients } from './shared-patients.ts';

const index = (names: readonly string[]) =>
  indexDataset(
    'set',
    'folder',
    names.map((path) => ({ path, size: 1 })),
    { seed: 1 },
  );

const SPLIT = index([
  'test/N/NORMAL2-IM-0095-0001.jpeg',
  'test/N/NORMAL2-IM-0096-0001.jpeg',
  'test/P/person1_virus_1.jpeg',
  'train/N/IM-0096-0001.jpeg',
  'train/P/person1_bacteria_1.jpeg',
]);

/** 60 patients of two films each and class, without splits. */
const WHOLE = index(
  ['N', 'P'].flatMap((label) => Array.from({ length: 120 }, (_, i) => `${label}/${label}${i >> 1} ${i & 1}.jpeg`)),
);
const byNumber = WHOLE.paths.map((path) => /\w+(?= )/.exec(path)?.[0] ?? null);

describe('mergePatients', () => {
  test('films that are copies belong to one patient, and so do all their siblings', () => {
    expect([...SPLIT.patients]).toEqual([0, 1, 2, 3, 4]);
    expect([...SPLIT.persons]).toEqual([0, 1, 2, 1, 2]);
    const merged = mergePatients(SPLIT, [[0, 1]]);
    expect([...merged.patients]).toEqual([0, 0, 1, 2, 3]);
    expect([...merged.persons]).toEqual([0, 0, 1, 0, 1]);
    expect(merged.splits).toEqual(SPLIT.splits);
    expect(merged.fingerprint).toBe(SPLIT.fingerprint);
  });

  test('groups that meet are one; the index is the same object where nothing joins', () => {
    expect([
      ...mergePatients(SPLIT, [
        [0, 1],
        [4, 2],
        [1, 2],
      ]).patients,
    ]).toEqual([0, 0, 0, 1, 0]);
    expect(mergePatients(SPLIT, [])).toBe(SPLIT);
    expect(mergePatients(SPLIT, [[3]])).toBe(SPLIT);
  });

  test('where the app itself split, copies end up on one side', () => {
    const codes = [...WHOLE.splits];
    const pair = [codes.indexOf(0), codes.indexOf(2)];
    const merged = mergePatients(WHOLE, [pair]);
    expect(merged.splits[pair[0] as number]).toBe(merged.splits[pair[1] as number]);
    expect(sharedPatients(merged.splits, merged.patients)).toEqual([]);
    expect(merged.fingerprint).toBe(WHOLE.fingerprint);
  });
});

describe('withPatients', () => {
  const rule = { kind: 'expression', source: '' } as const;

  test("the user's patients are kept together by the app's own split", () => {
    expect(sharedPatients(WHOLE.splits, withPatients(WHOLE, { rule, keys: byNumber }).patients).length).toBeGreaterThan(
      20,
    );
    const ruled = withPatients(WHOLE, { rule, keys: byNumber });
    expect(new Set(ruled.patients).size).toBe(120);
    expect(ruled.persons).toEqual(ruled.patients);
    expect(ruled).toMatchObject({ namesUnderstood: 240, patientRule: rule });
    expect(sharedPatients(ruled.splits, ruled.patients)).toEqual([]);
  });

  test('films without a key are patients of their own, whatever the other keys say', () => {
    const keys = ['a', `/${SPLIT.paths[2]}`, null, null, 'a'];
    const ruled = withPatients(SPLIT, { rule, keys });
    expect([...ruled.patients]).toEqual([0, 1, 2, 3, 0]);
    expect(ruled.namesUnderstood).toBe(3);
    expect(ruled.pathogens).toEqual(SPLIT.pathogens);
  });

  test('the fingerprint tells the patients apart, not how they are called', () => {
    const print = (keys: (string | null)[]) => withPatients(SPLIT, { rule, keys }).fingerprint;
    const base = print(['a', 'a', 'b', 'c', 'd']);
    expect(base).not.toBe(SPLIT.fingerprint);
    expect(print(['x', 'x', 'y', 'z', 'w'])).toBe(base);
    expect(print(['a', 'b', 'b', 'c', 'd'])).not.toBe(base);
  });
});
