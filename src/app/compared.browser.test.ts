import { afterEach, expect, test } from 'vitest';
import { makeRng } from '../core/base/rng.ts';
import { compareRuns } from '../core/metrics/comparison/compare.ts';
import { fixOperatingPoints } from '../core/metrics/curves/operating-points.ts';
import { isMissing } from '../core/metrics/figure.ts';
import { someFilms } from '../core/metrics/fixtures/films.ts';
import { type KeptAnswers, scoresOf } from '../core/report/kept-answers.ts';
import { keepAnswers } from '../storage/answers.ts';
import { withDatabase } from '../storage/database.ts';
import type { JudgeApi } from '../workers/protocol.ts';
import { comparePair } from './compared.ts';

afterEach(() => withDatabase((database) => database.clear('answers')));

const { signal } = new AbortController();

const judge: Pick<JudgeApi, 'compare' | 'fit'> = {
  compare: async (first, second) => compareRuns(first, second, makeRng(1), 300),
  fit: async (validation) => ({ points: fixOperatingPoints(validation), temperature: { reason: 'no-signal' } }),
};

/** What a network answers on films made from `seed`: its probabilities of the second class are raised to `power`. */
function answers(network: string, split: 'test' | 'validation', power: number, seed = 1): KeptAnswers {
  const { labels, clusters, probabilities } = someFilms(split === 'test' ? 99 : seed, { patients: 150 });
  const given = new Float32Array(probabilities.length);
  labels.forEach((_, film) => {
    const p = (probabilities[2 * film + 1] as number) ** power;
    given.set([1 - p, p], 2 * film);
  });
  return {
    ...{
      version: 1,
      network,
      weights: 'last',
      split,
      fingerprint: 'f',
      savedAt: '2026-01-01T00:00:00.000Z',
      recipe: null,
    },
    ...{ classNames: ['NORMAL', 'PNEUMONIA'], positive: 1, labels, patients: clusters },
    samples: Uint32Array.from(labels.keys()),
    probabilities: given,
    outputs: 2,
  };
}

test('a network and the same one less sure of itself differ at the likeliest class, not at their own thresholds', async () => {
  const [plain, shy] = [answers('plain', 'test', 1), answers('shy', 'test', 4)];
  await keepAnswers(answers('plain', 'validation', 1));
  await keepAnswers(answers('shy', 'validation', 4));
  const likeliest = await comparePair(judge, [plain, shy], 'argmax', signal);
  const balanced = await comparePair(judge, [plain, shy], 'balanced', signal);
  if (isMissing(likeliest) || isMissing(balanced)) throw new Error('not compared');
  expect(likeliest.thresholds).toEqual([null, null]);
  expect(likeliest.comparison.classes[1]?.sensitivity.verdict).toBe('worse');
  const [a, b] = balanced.thresholds as [number, number];
  expect(b).toBeCloseTo(a ** 4, 5);
  expect(balanced.comparison.overall.accuracy).toMatchObject({ value: 0, verdict: 'not-shown-to-differ' });
});

test('each threshold is of the network’s own validation; without it, or with too little of it, there is a reason', async () => {
  const [one, other] = [answers('one', 'test', 1), answers('other', 'test', 2)];
  await keepAnswers(answers('one', 'validation', 1, 5));
  expect(await comparePair(judge, [one, other], 'screening', signal)).toEqual({ reason: 'not-fixed' });
  await keepAnswers(answers('other', 'validation', 2, 6));
  const found = await comparePair(judge, [one, other], 'screening', signal);
  if (isMissing(found)) throw new Error('not compared');
  expect(found.thresholds).toEqual([
    fixOperatingPoints(scoresOf(answers('one', 'validation', 1, 5))).screening,
    fixOperatingPoints(scoresOf(answers('other', 'validation', 2, 6))).screening,
  ]);
  const few = answers('other', 'validation', 2, 6);
  await keepAnswers({ ...few, labels: few.labels.fill(0) });
  expect(await comparePair(judge, [one, other], 'screening', signal)).toEqual({ reason: 'too-few-validation-films' });
});
