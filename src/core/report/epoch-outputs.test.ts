import { expect, test } from 'vitest';
import { everyFilm, toProbabilities, toSteps } from './epoch-outputs.ts';

test('a kept probability is off by at most half a step', () => {
  const probabilities = Float32Array.from({ length: 10_001 }, (_, i) => i / 10_000);
  const again = toProbabilities({ steps: toSteps(probabilities) });
  const errors = again.map((p, i) => Math.abs(p - (probabilities[i] as number)));
  expect(Math.max(...errors)).toBeLessThan(7.7e-6);
  expect([again[0], again.at(-1)]).toEqual([0, 1]);
});

test('what a run keeps stays under 16 MB, however many films and epochs', () => {
  expect(everyFilm(627, 2, 28)).toBe(1);
  expect(everyFilm(10_000, 2, 100)).toBe(1);
  for (const [films, outputs, epochs] of [
    [100_000, 2, 28],
    [100_000, 20, 1000],
  ] as const) {
    const every = everyFilm(films, outputs, epochs);
    expect(every).toBeGreaterThan(1);
    expect((films / every) * epochs * (5 + 2 * outputs)).toBeLessThanOrEqual(16e6);
  }
});
