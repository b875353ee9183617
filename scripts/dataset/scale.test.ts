/** Listings of 100,000 films in bounded time; that of this process alone, since other work on the machine does not count. */
import { expect, test } from 'vitest';
import { indexFindings } from '../../src/core/dataset/findings/from-index.ts';
import { indexDataset } from '../../src/core/dataset/index-dataset.ts';
import { readPatients } from '../../src/core/dataset/patient-reading.ts';

const plan = { validation: 'patients', validationPercent: 12, seed: 1, leftOut: [] } as const;

/** Seconds of one core that `work` takes, with what it gives. */
function timed<T>(work: () => T): { result: T; seconds: number } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (user + system) / 1e6 };
}

test('index and findings of 100,000 films with splits', { timeout: 120_000 }, () => {
  const entries = Array.from({ length: 100_000 }, (_, i) => {
    const isNormal = i % 4 === 0;
    const name = isNormal ? `IM-${i >> 3}-${i}` : `person${i >> 1}_${i & 1 ? 'virus' : 'bacteria'}_${i}`;
    return { path: `set/${i % 7 ? 'train' : 'test'}/${isNormal ? 'NORMAL' : 'PNEUMONIA'}/${name}.jpeg`, size: i + 1 };
  });
  const { result, seconds } = timed(() => {
    const index = indexDataset('set', 'folder', entries, { seed: 1 });
    return { index, found: indexFindings(index, plan) };
  });
  expect(result.index.paths).toHaveLength(100_000);
  expect(result.found.map(({ code }) => code)).toContain('class-imbalance');
  expect(seconds).toBeLessThan(5);
});

test('index and findings of 100,000 films that the app splits, in a doubled tree', { timeout: 120_000 }, () => {
  const films = Array.from({ length: 50_000 }, (_, i) => ({ path: `set/class ${i % 20}/film ${i}.png`, size: i + 1 }));
  const entries = [...films, ...films.map(({ path, size }) => ({ path: `set/${path}`, size }))];
  const { result, seconds } = timed(() => {
    const index = indexDataset('set', 'folder', entries, { seed: 1 });
    return { index, found: indexFindings(index, plan) };
  });
  expect(result.index).toMatchObject({ layout: 'classes-only', ignored: { length: 50_000 } });
  expect(result.found.map(({ code }) => code)).toEqual(['unknown-names']);
  expect(seconds).toBeLessThan(5);
});

test('a table of 100,000 rows', { timeout: 120_000 }, () => {
  const paths = Array.from({ length: 100_000 }, (_, i) => `set/train/A/film ${i}.png`);
  const text = paths.map((path, i) => `${path.slice(12)},patient ${i >> 2}`).join('\n');
  const { result, seconds } = timed(() => readPatients({ kind: 'table', file: 't.csv', text }, paths));
  expect([result.patients, result.untold, result.spareRows]).toEqual([25_000, 0, 0]);
  expect(seconds).toBeLessThan(5);
});
