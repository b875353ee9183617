import { expect, test } from 'vitest';
import { makeRng } from '../../../core/base/rng.ts';
import { thresholdFigures } from '../../../core/metrics/curves/threshold-index.ts';
import type { Scores } from '../../../core/metrics/scores.ts';
import { binaryView, countsOf, matrixOf } from './binary-view.ts';

function scoresOf(films: number, positive: number): Scores {
  const rng = makeRng('binary view', films);
  const labels = Uint8Array.from({ length: films }, () => rng.below(2));
  const probabilities = new Float64Array(films * 2);
  labels.forEach((label, film) => {
    const p = 1 / (1 + Math.exp(-(rng.normal() * 2 + (label === positive ? 1.5 : -1.5))));
    probabilities[film * 2 + positive] = p;
    probabilities[film * 2 + 1 - positive] = 1 - p;
  });
  const predicted = labels.map((_, film) => ((probabilities[film * 2] as number) >= 0.5 ? 0 : 1));
  const clusters = Int32Array.from(labels.keys());
  return { labels, probabilities, classes: 2, predicted, losses: new Float64Array(films), clusters, positive };
}

test('matrix and counts are each other, whichever class is positive', () => {
  for (const positive of [0, 1]) {
    const counts = { tp: 7, fp: 2, fn: 3, tn: 11 };
    const matrix = matrixOf(counts, positive);
    expect(matrix[positive]?.[positive]).toBe(7);
    expect(matrix[1 - positive]?.[1 - positive]).toBe(11);
    expect(countsOf(matrix, positive)).toEqual(counts);
  }
});

test('an answer beyond the classes is a negative one', () => {
  expect(
    countsOf(
      [
        [8, 1, 2],
        [3, 9, 4],
      ],
      1,
    ),
  ).toEqual({ tp: 9, fn: 7, fp: 1, tn: 10 });
});

test('there is no view where a side is empty, a probability is no number, or classes are three', () => {
  const scores = scoresOf(40, 1);
  expect(binaryView({ ...scores, labels: new Uint8Array(40) })).toBeNull();
  expect(binaryView({ ...scores, probabilities: scores.probabilities.fill(Number.NaN) })).toBeNull();
  expect(binaryView({ ...scoresOf(40, 1), classes: 3 })).toBeNull();
  expect(binaryView(scoresOf(0, 1))).toBeNull();
});

test('with 10,000 films a move of the slider is counted well within a frame, and curves stay drawable', () => {
  const view = binaryView(scoresOf(10_000, 1));
  if (!view) throw new Error('no view');
  expect(view.places.length).toBeLessThan(700);
  expect(view.places.at(-1)).toMatchObject({ sensitivity: 1, falsePositiveRate: 1 });
  const start = performance.now();
  let sum = 0;
  for (let i = 1; i <= 1000; i++) {
    const counts = view.index.at(i / 1001);
    const figures = thresholdFigures(counts);
    sum += Number(figures.accuracy) + (matrixOf(counts, 1)[0]?.[0] ?? 0);
  }
  expect(sum).toBeGreaterThan(0);
  // A thousand moves, of which one has 16 ms; machines under load included.
  expect(performance.now() - start).toBeLessThan(1000);
});
