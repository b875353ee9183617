import { expect, test } from 'vitest';
import { indexDataset } from '../../core/dataset/index-dataset.ts';
import type { PatientKeys } from '../../core/dataset/patients.ts';
import { PatientReadings } from './patient-readings.ts';

const NAMED = indexDataset(
  'set',
  'folder',
  ['A', 'B'].flatMap((name) => Array.from({ length: 6 }, (_, i) => ({ path: `${name}/${name}${i}.png`, size: 1 }))),
  { seed: 1 },
);

/** Patients of so many films each. */
function told(films: number): PatientKeys {
  const keys = NAMED.paths.map((path, i) => `${path[0]}${Math.floor((i % 6) / films)}`);
  return { rule: { kind: 'table', file: `${films}.csv` }, keys };
}

test('a rule holds until another is taken, and those before are found by the fingerprint they gave', () => {
  const readings = new PatientReadings(NAMED, null);
  expect(readings.index).toBe(NAMED);
  readings.take(told(2));
  const byTwos = readings.index;
  expect(new Set(byTwos.patients).size).toBe(6);
  expect(byTwos.fingerprint).not.toBe(NAMED.fingerprint);
  expect(byTwos.namedFingerprint).toBe(NAMED.fingerprint);
  readings.take(told(3));
  expect(new Set(readings.index.patients).size).toBe(4);
  expect(readings.find(byTwos.fingerprint)?.index).toBe(byTwos);
  expect(readings.find(NAMED.fingerprint)?.index).toBe(NAMED);
  expect(readings.find('of other films')).toBeNull();
  readings.take(null);
  expect(readings.index).toBe(NAMED);
});

test('what is kept comes back: the rule that held, and those before it', () => {
  const readings = new PatientReadings(NAMED, null);
  for (const films of [1, 2, 3]) readings.take(told(films));
  readings.take(told(2));
  const back = new PatientReadings(NAMED, structuredClone(readings.toKeep()));
  expect(back.index).toEqual(readings.index);
  const byThrees = new PatientReadings(NAMED, null);
  byThrees.take(told(3));
  expect(back.find(byThrees.index.fingerprint)?.told?.rule).toEqual({ kind: 'table', file: '3.csv' });
  readings.take(null);
  expect(new PatientReadings(NAMED, readings.toKeep()).index).toBe(NAMED);
});

test('five rules are too many to remember, and keys of other films are none', () => {
  const readings = new PatientReadings(NAMED, null);
  for (const films of [1, 2, 3, 4, 6]) readings.take(told(films));
  expect(readings.toKeep().told).toHaveLength(4);
  const foreign = { rule: { kind: 'names' }, keys: ['a'] } as const;
  expect(new PatientReadings(NAMED, { version: 1, told: [foreign], current: 0 }).index).toBe(NAMED);
});
