import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeRng, shuffled } from './rng.ts';

it('gives the same numbers for the same name, others for another', () => {
  const draw = (...parts: (string | number)[]) => Array.from({ length: 5 }, makeRng(...parts).next);
  expect(draw(7, 'shuffle', 0)).toEqual(draw(7, 'shuffle', 0));
  expect(draw(7, 'shuffle', 0)).not.toEqual(draw(7, 'shuffle', 1));
  expect(draw(1, 12)).not.toEqual(draw(11, 2));
});

it('is uniform in [0, 1) and unrelated between neighbouring streams', () => {
  const first = Array.from({ length: 4000 }, (_, i) => makeRng('stream', i).next());
  const mean = first.reduce((a, b) => a + b) / first.length;
  expect(Math.min(...first)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...first)).toBeLessThan(1);
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
  const lag = first.slice(1).reduce((sum, value, i) => sum + (value - 0.5) * ((first[i] as number) - 0.5), 0);
  expect(Math.abs(lag / first.length / (1 / 12))).toBeLessThan(0.06);
});

it('draws normal numbers of mean 0 and variance 1', () => {
  const rng = makeRng('normal');
  const draws = Array.from({ length: 20_000 }, rng.normal);
  const mean = draws.reduce((a, b) => a + b) / draws.length;
  const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(Math.abs(variance - 1)).toBeLessThan(0.05);
});

it('shuffles to a permutation', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(), (n, seed) => {
      expect([...shuffled(n, makeRng(seed))].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    }),
  );
});
