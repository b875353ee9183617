import { expect, test } from 'vitest';
import { rankFilms, shownClasses } from './errors-first.ts';
import { toScores } from './scores.ts';

/** Films of two classes with the probability of class 1. */
function scored(films: readonly (readonly [label: number, p: number])[]) {
  const labels = Uint8Array.from(films, ([label]) => label);
  const probabilities = Float32Array.from(films.flatMap(([, p]) => [1 - p, p]));
  const clusters = Int32Array.from(films, (_, film) => film);
  return toScores({ labels, probabilities, outputs: 2 }, { classes: 2, clusters, positive: 1 });
}

const SCORES = scored([
  [0, 0.1],
  [1, 0.9],
  [0, 0.7],
  [1, 0.4],
  [1, 0.01],
  [0, 0.99],
  [1, 0.55],
]);

test('films come by loss, highest first, and each filter lets through what it says', () => {
  expect(rankFilms(SCORES, 'all', null)).toEqual([4, 5, 2, 3, 6, 0, 1]);
  expect(rankFilms(SCORES, 'wrong', null)).toEqual([4, 5, 2, 3]);
  expect(rankFilms(SCORES, 'falsePositive', null)).toEqual([5, 2]);
  expect(rankFilms(SCORES, 'falseNegative', null)).toEqual([4, 3]);
  expect(rankFilms(SCORES, 'leastCertain', null).slice(0, 2)).toEqual([6, 3]);
});

test('an operating point moves what is wrong and what is close', () => {
  expect(rankFilms(SCORES, 'falseNegative', 0.6)).toEqual([4, 3, 6]);
  expect(rankFilms(SCORES, 'falsePositive', 0.8)).toEqual([5]);
  expect(rankFilms(SCORES, 'leastCertain', 0.75)[0]).toBe(2);
  expect([...shownClasses(SCORES, 0.6)]).toEqual([0, 1, 1, 0, 0, 1, 0]);
});

test('a label is suspect where the other class gets what its own films usually get', () => {
  // Films of class 1 get .465 on average, those of class 0 .403 of their own.
  expect(rankFilms(SCORES, 'suspectLabel', null)).toEqual([4, 5, 2, 3]);
  const sure = scored([
    [0, 0.01],
    [0, 0.02],
    [1, 0.99],
    [1, 0.98],
    [0, 0.9],
  ]);
  // .9 is less than the .985 that films of class 1 usually get.
  expect(rankFilms(sure, 'suspectLabel', null)).toEqual([]);
});

test('a film that is called no class shows its likeliest one; a class without films suspects nobody', () => {
  const labels = Uint8Array.of(0, 0);
  const probabilities = Float32Array.of(0.2, 0.3, 0.5, 0.1, 0.8, 0.1);
  const scores = toScores(
    { labels, probabilities, outputs: 3 },
    { classes: 2, clusters: new Int32Array(2), positive: 1 },
  );
  expect(rankFilms(scores, 'wrong', null)).toEqual([1, 0]);
  expect([...shownClasses(scores, null)]).toEqual([1, 1]);
  expect(rankFilms(scores, 'suspectLabel', null)).toEqual([]);
});
