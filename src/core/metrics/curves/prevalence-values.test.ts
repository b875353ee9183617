import { expect, test } from 'vitest';
import { makeRng } from '../../base/rng.ts';
import { type Interval, isMissing } from '../figure.ts';
import { someFilms } from '../fixtures/films.ts';
import { quantile } from '../interval.ts';
import { judge } from '../judge.ts';
import { decide, type Scores } from '../scores.ts';
import { intervalsAtPrevalence, ratesByDraw, valuesAtPrevalence } from './prevalence-values.ts';

function ratesOf(scores: Scores, threshold: number) {
  const { classes } = judge(scores, { threshold, draws: 200 }, makeRng(1));
  return classes[scores.positive] as NonNullable<(typeof classes)[number]>;
}

test('intervals are the percentiles of Bayes over drawn patients, patient by patient', () => {
  const scores = someFilms(11, { patients: 120 });
  const rates = ratesOf(scores, 0.5);
  const found = intervalsAtPrevalence(rates, ratesByDraw(scores, 0.5, makeRng('p'), 400), 0.07);
  // The same draws again, each drawn patient's films written out.
  const rng = makeRng('p');
  const answers = decide(scores, 0.5);
  const patients = [...new Set(scores.clusters)];
  const ppv = Float64Array.from({ length: 400 }, () => {
    const films = patients.flatMap(() => {
      const drawn = patients[rng.below(patients.length)];
      return [...scores.clusters.keys()].filter((film) => scores.clusters[film] === drawn);
    });
    const share = (label: number) => {
      const own = films.filter((film) => scores.labels[film] === label);
      return own.filter((film) => answers[film] === label).length / own.length;
    };
    return (share(1) * 0.07) / (share(1) * 0.07 + (1 - share(0)) * 0.93);
  }).sort();
  expect((found.ppv as Interval).low).toBeCloseTo(quantile(ppv, 0.025), 12);
  expect((found.ppv as Interval).high).toBeCloseTo(quantile(ppv, 0.975), 12);
});

test('they hold the value, and at the prevalence of other films they move with it', () => {
  const scores = someFilms(12, { patients: 150 });
  const rates = ratesOf(scores, 0.4);
  const draws = ratesByDraw(scores, 0.4, makeRng(2), 500);
  let before = 0;
  for (const prevalence of [0.01, 0.1, 0.5, 0.9]) {
    const point = { sensitivity: Number(rates.sensitivity.value), specificity: Number(rates.specificity.value) };
    const value = valuesAtPrevalence(point, prevalence);
    const { ppv, npv } = intervalsAtPrevalence(rates, draws, prevalence);
    for (const [own, interval] of [
      [value.ppv, ppv],
      [value.npv, npv],
    ] as const) {
      if (isMissing(interval)) throw new Error('no interval');
      expect(interval.low).toBeLessThan(Number(own));
      expect(interval.high).toBeGreaterThan(Number(own));
    }
    expect((ppv as Interval).low).toBeGreaterThan(before);
    before = (ppv as Interval).low;
  }
});

test('without a false alarm the bootstrap says 100 % to 100 %; Wilson, patients as trials, says what 100 % is worth', () => {
  const films = someFilms(13, { patients: 80, effect: 1 });
  const highest = Math.max(
    ...[...films.labels.keys()]
      .filter((f) => films.labels[f] === 0)
      .map((f) => films.probabilities[2 * f + 1] as number),
  );
  const threshold = highest + 1e-9;
  const rates = ratesOf(films, threshold);
  expect(rates.specificity.value).toBe(1);
  const { ppv } = intervalsAtPrevalence(rates, ratesByDraw(films, threshold, makeRng(3), 200), 0.1);
  const { low, high } = ppv as Interval;
  expect(high).toBe(1);
  const ends = {
    sensitivity: Number(rates.sensitivity.value),
    specificity: (rates.specificity.interval as Interval).low,
  };
  expect(low).toBeCloseTo(Number(valuesAtPrevalence(ends, 0.1).ppv), 12);
  expect(low).toBeLessThan(0.9);
});

test('fewer than twenty patients of a side give no interval', () => {
  const scores = someFilms(14, { patients: 25 });
  const found = intervalsAtPrevalence(ratesOf(scores, 0.5), ratesByDraw(scores, 0.5, makeRng(4), 50), 0.2);
  expect(found).toEqual({ ppv: { reason: 'few-patients' }, npv: { reason: 'few-patients' } });
});
