import { afterAll, expect, test } from 'vitest';
import { makeRng } from '../core/base/rng.ts';
import { isMissing } from '../core/metrics/figure.ts';
import type { Scores } from '../core/metrics/scores.ts';
import { startJudgeWorker } from './judge-client.ts';

const client = startJudgeWorker();
const { api } = client;
afterAll(() => client.terminate());

function scoresOf(films: number, options: { label?: number; nan?: boolean; patients?: number } = {}): Scores {
  const rng = makeRng('judge worker', films);
  const labels = Uint8Array.from({ length: films }, (_, film) => options.label ?? film % 2);
  const probabilities = new Float64Array(films * 2);
  labels.forEach((label, film) => {
    const p = options.nan ? Number.NaN : 1 / (1 + Math.exp(-(rng.normal() * 1.5 + (label ? 1 : -1))));
    probabilities.set([1 - p, p], film * 2);
  });
  const predicted = labels.map((_, film) => ((probabilities[film * 2 + 1] as number) > 0.5 ? 1 : 0));
  const losses = Float64Array.from(labels, (label, film) => -Math.log(probabilities[film * 2 + label] as number));
  const clusters = Int32Array.from(labels, (_, film) => film % (options.patients ?? films));
  return { labels, probabilities, classes: 2, predicted, losses, clusters, positive: 1 };
}

const signal = () => new AbortController().signal;

test('the same films give the same figures and intervals, twice', async () => {
  const scores = scoresOf(200, { patients: 120 });
  const [first, second] = [await api.figures(scores, null, signal()), await api.figures(scores, null, signal())];
  expect(second).toEqual(first);
  const { value, interval } = first.overall.accuracy;
  if (isMissing(interval)) throw new Error('no interval');
  expect(interval.low).toBeLessThan(Number(value));
  expect(interval.high).toBeGreaterThan(Number(value));
});

test('a figure where one exists, a reason where none does, and no number in its place', async () => {
  const oneClass = await api.figures(scoresOf(60, { label: 1 }), null, signal());
  expect(oneClass.classes[1]?.specificity.value).toEqual({ reason: 'one-class' });
  expect(oneClass.classes[1]?.auc.value).toEqual({ reason: 'one-class' });
  expect(typeof oneClass.overall.accuracy.value).toBe('number');
  const nan = await api.figures(scoresOf(60, { nan: true }), null, signal());
  expect(nan.overall.accuracy.value).toEqual({ reason: 'not-a-number' });
  const none = await api.figures(scoresOf(0), null, signal());
  expect(none.overall.accuracy.value).toEqual({ reason: 'no-films' });
  const few = await api.figures(scoresOf(30, { patients: 12 }), null, signal());
  expect(few.overall.accuracy.interval).toEqual({ reason: 'few-patients' });
});

test('curves and calibration of such films have reasons too', async () => {
  for (const [scores, reason] of [
    [scoresOf(60, { label: 0 }), 'one-class'],
    [scoresOf(60, { nan: true }), 'not-a-number'],
    [scoresOf(0), 'no-films'],
    [scoresOf(30, { patients: 12 }), 'few-patients'],
  ] as const) {
    expect((await api.curves(scores, null, signal())).bands).toEqual({ reason });
  }
});

test('nothing is fixed on validation below fifty films of a class; above it, points and a temperature are', async () => {
  const { points, temperature } = await api.fit(scoresOf(16));
  expect(points.screening).toEqual({ reason: 'too-few-validation-films' });
  expect(temperature).toEqual({ reason: 'too-few-validation-films' });
  const enough = await api.fit(scoresOf(240));
  expect(enough.points.screening).toBeLessThan(Number(enough.points.ruleIn));
  expect(isMissing(enough.temperature)).toBe(false);
});

test('drawing ends when it is no longer wanted', async () => {
  const abort = new AbortController();
  const drawing = api.figures(scoresOf(5000), null, abort.signal);
  setTimeout(() => abort.abort(), 100);
  await expect(drawing).rejects.toMatchObject({ name: 'AbortError' });
});
