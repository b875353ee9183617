import { expect, test } from 'vitest';
import type { DatasetIndex } from '../core/dataset/types.ts';
import type { DataApi } from '../workers/protocol.ts';
import { lookKeyOf } from './look-key.ts';
import { asRunSaw, type RunFilms } from './run-films.ts';
import type { AppState, ModelPhase } from './state.ts';

const index = (fingerprint: string, namedFingerprint = 'films') =>
  ({ fingerprint, namedFingerprint }) as unknown as DatasetIndex;
const table = { kind: 'table', file: 'patients.csv' } as const;

function trained(films: Partial<RunFilms>): ModelPhase {
  return { kind: 'trained', id: 'run', films } as unknown as ModelPhase;
}

/** A data worker that knows these readings. */
function knowing(...fingerprints: string[]): DataApi {
  const reading = async (one: string) => (fingerprints.includes(one) ? index(one) : null);
  return { reading } as unknown as DataApi;
}

const run = { fingerprint: 'by names', namedFingerprint: 'films', patientRule: table } as const;

test('a network is judged by the patients of its own run, whatever was told since', async () => {
  const now = index('by table');
  expect(await asRunSaw(trained(run), now, knowing('by names', 'by table'))).toEqual(index('by names'));
  expect(await asRunSaw(trained({ ...run, fingerprint: 'by table' }), now, knowing())).toBe(now);
});

test('it says why it cannot where that rule is not known any more', async () => {
  const judging = asRunSaw(trained(run), index('by another'), knowing('by another'));
  await expect(judging).rejects.toMatchObject({
    code: 'patients-changed',
    details: { rule: 'table', told: 'patients.csv' },
  });
});

test('other films, and networks of which no run is known, are judged as they stand', async () => {
  const other = index('others', 'others');
  expect(await asRunSaw(trained(run), other, knowing())).toBe(other);
  expect(await asRunSaw({ kind: 'uploaded' } as unknown as ModelPhase, other, knowing())).toBe(other);
});

test('looks at a test set are counted on, whatever is told of the patients', () => {
  const state = (fingerprint: string) =>
    ({
      model: trained(run),
      former: null,
      dataset: { kind: 'ready', index: index(fingerprint) },
    }) as unknown as AppState;
  expect(lookKeyOf(state('by table'))).toEqual(lookKeyOf(state('by names')));
});
