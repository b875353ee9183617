import { expect, it } from 'vitest';
import { makeRng } from '../base/rng.ts';
import { curveBands } from './curves/bands.ts';
import { ThresholdIndex, thresholdFigures } from './curves/threshold-index.ts';
import { someFilms } from './fixtures/films.ts';
import { judge } from './judge.ts';
import { against } from './scores.ts';

declare const performance: { now(): number };

/** Least of three runs in ms: what the code costs on a machine that also does other things. */
function quickest(work: () => void): number {
  const times = [0, 1, 2].map(() => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

it('2,000 draws of all figures of 624 films take less than two seconds, and so do the bands', {
  timeout: 60_000,
}, () => {
  const films = someFilms(1, { patients: 428, most: 2 });
  expect(films.labels.length).toBeGreaterThan(600);
  const figures = quickest(() => judge(films, { threshold: 0.5 }, makeRng('speed')));
  const bands = quickest(() => curveBands(against(films, 1), makeRng('speed')));
  expect.soft(figures, 'figures, ms').toBeLessThan(2000);
  expect.soft(bands, 'bands, ms').toBeLessThan(2000);
});

it('a move of the threshold over 10,000 films takes less than a millisecond', { timeout: 60_000 }, () => {
  const index = new ThresholdIndex(against(someFilms(1, { patients: 10_000, most: 1 }), 1));
  let sink = 0;
  const moves = quickest(() => {
    for (let i = 0; i < 1000; i++) sink += thresholdFigures(index.at(i / 1000)).accuracy as number;
  });
  expect(sink).toBeGreaterThan(0);
  expect(moves / 1000, 'one move, ms').toBeLessThan(1);
});
