import { afterEach, expect, test } from 'vitest';
import type { KeptAnswers } from '../core/report/kept-answers.ts';
import { keepAnswers, readAnswers } from './answers.ts';
import { withDatabase } from './database.ts';

afterEach(() => withDatabase((database) => database.clear('answers')));

/** Answers of the `day`th network on `films` films; `outputs` sets how heavy they are. */
function answers(day: number, films = 2, outputs = 2): KeptAnswers {
  return {
    ...{ version: 1, network: `network ${day}`, weights: 'last', split: 'test', fingerprint: 'f' },
    savedAt: new Date(Date.UTC(2026, 0, 1 + day)).toISOString(),
    recipe: null,
    classNames: ['NORMAL', 'PNEUMONIA'],
    positive: 1,
    samples: Uint32Array.from({ length: films }, (_, film) => film),
    labels: new Uint8Array(films),
    patients: new Int32Array(films),
    probabilities: new Float32Array(films * outputs),
    outputs,
  };
}

const days = async () => (await readAnswers('f', 'test')).map(({ network }) => Number(network.slice(8)));

test('of light answers the newest hundred stay', async () => {
  await withDatabase(async (database) => {
    const transaction = database.transaction('answers', 'readwrite');
    for (let day = 0; day < 100; day++) {
      const one = answers(day);
      void transaction.store.put(one, [one.network, one.weights, one.split, one.fingerprint]);
    }
    await transaction.done;
  });
  await keepAnswers(answers(100));
  expect(await days()).toEqual(Array.from({ length: 100 }, (_, i) => 100 - i));
});

test('of heavy ones as many of the newest as 32 MB hold; the newest stays whatever it weighs', async () => {
  // 9.8 MB each: 40 bytes of probabilities and 9 more per film.
  for (const day of [0, 1, 2, 3]) await keepAnswers(answers(day, 200_000, 10));
  expect(await days()).toEqual([3, 2, 1]);
  await keepAnswers(answers(4, 850_000, 10));
  expect(await days()).toEqual([4]);
});

test('answers of the same network on the same films take the place of its earlier ones, and damaged ones hide no others', async () => {
  await keepAnswers(answers(1));
  await keepAnswers({ ...answers(1), savedAt: '2026-05-01T00:00:00.000Z' });
  await withDatabase((database) => database.put('answers', { ...answers(2), outputs: 3 }, ['x', 'last', 'test', 'f']));
  const kept = await readAnswers('f', 'test');
  expect(kept.map(({ savedAt }) => savedAt)).toEqual(['2026-05-01T00:00:00.000Z']);
  expect(await readAnswers('f', 'validation')).toEqual([]);
});
