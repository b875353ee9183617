import { describe, expect, it } from 'vitest';
import { makeRng } from '../base/rng.ts';
import { recalibrationOf } from './calibration/recalibration.ts';
import { reliabilityOf } from './calibration/reliability.ts';
import { fitTemperature } from './calibration/temperature.ts';
import { againstPublished, compareRuns } from './comparison/compare.ts';
import { curveBands } from './curves/bands.ts';
import { FEWEST_FILMS, fixOperatingPoints, operatingPoints } from './curves/operating-points.ts';
import { ThresholdIndex, thresholdFigures } from './curves/threshold-index.ts';
import { delongInterval } from './delong.ts';
import { isMissing, type Measured } from './figure.ts';
import { someFilms } from './fixtures/films.ts';
import { judge } from './judge.ts';
import { against, type Scores, subset, toScores } from './scores.ts';
import { subgroupRows } from './subgroups.ts';

const options = { threshold: 0.5, draws: 200 } as const;
const all = someFilms(1, { patients: 100 });
const none = subset(all, new Uint8Array(all.labels.length));
const onlyIll = subset(all, all.labels);
const few = subset(
  all,
  all.clusters.map((patient) => (patient < 15 ? 1 : 0)),
);
const diverged: Scores = { ...all, probabilities: all.probabilities.map((p, i) => (i === 7 ? Number.NaN : p)) };

/** Every number anywhere in a result. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

function measuredIn(judgement: ReturnType<typeof judge>): Measured[] {
  const { overall, classes, macro, weighted } = judgement;
  return [overall, macro, weighted, ...classes].flatMap((row) => Object.values(row));
}

describe('what cannot be judged has a reason, never a wrong number', () => {
  it.each([
    ['no films', none, 'no-films'],
    ['NaN probabilities', diverged, 'not-a-number'],
  ])('%s: nothing at all', (_, scores, reason) => {
    const judgement = judge(scores, options, makeRng(1));
    for (const measured of measuredIn(judgement))
      expect(measured).toMatchObject({ value: { reason }, interval: { reason } });
    expect(reliabilityOf(scores).error).toEqual({ reason });
    expect(recalibrationOf(scores).slope.value).toEqual({ reason });
    expect(curveBands(against(scores, 1), makeRng(1), 10)).toEqual({ reason });
    expect(isMissing(fitTemperature(scores))).toBe(true);
    const grouping = Array.from(scores.labels, () => 'all');
    const rows = subgroupRows(scores, { grouping, names: ['all'], threshold: 0.5 }, makeRng(1), 10);
    expect(rows[0]?.sensitivity.value).toEqual({ reason });
  });

  it('one class: what needs only that class stands, the rest is one-class', () => {
    const { overall, classes } = judge(onlyIll, options, makeRng(1));
    expect(overall.accuracy.value).toBeGreaterThan(0.5);
    expect(classes[1]?.sensitivity.value).toBe(overall.accuracy.value);
    for (const figure of ['specificity', 'ppv', 'npv', 'f1', 'auc', 'averagePrecision'] as const) {
      expect(classes[1]?.[figure].value, figure).toEqual({ reason: 'one-class' });
    }
    for (const figure of ['balancedAccuracy', 'mcc', 'kappa'] as const) {
      expect(overall[figure].value, figure).toEqual({ reason: 'one-class' });
    }
    expect(delongInterval(against(onlyIll, 1))).toEqual({ reason: 'one-class' });
    expect(recalibrationOf(onlyIll).intercept.value).toEqual({ reason: 'one-class' });
    expect(curveBands(against(onlyIll, 1), makeRng(1), 10)).toEqual({ reason: 'one-class' });
  });

  it('a class of three without films: means over classes are missing, other classes are not', () => {
    const three = someFilms(2, { patients: 120, classes: 3 });
    const two = subset(
      three,
      three.labels.map((label) => (label === 2 ? 0 : 1)),
    );
    const { classes, macro, overall } = judge(two, { ...options, threshold: null }, makeRng(1));
    expect(classes[2]?.sensitivity.value).toEqual({ reason: 'class-missing' });
    expect(macro.auc.value).toEqual({ reason: 'class-missing' });
    expect(classes[0]?.auc.value).toBeGreaterThan(0.5);
    expect(overall.balancedAccuracy.value).toBeGreaterThan(0.3);
  });

  it('a class never answered has no PPV', () => {
    const { classes, overall } = judge(all, { ...options, threshold: 2 }, makeRng(1));
    expect(classes[1]?.ppv.value).toEqual({ reason: 'never-predicted' });
    expect(classes[1]?.sensitivity.value).toBe(0);
    expect(overall.mcc.value).toEqual({ reason: 'never-predicted' });
    expect(overall.kappa.value).toBe(0);
  });

  it('fewer than twenty patients: figures and textbook intervals, but no bootstrap', () => {
    const judgement = judge(few, options, makeRng(1));
    expect(judgement.patients).toBe(15);
    for (const { value, interval } of measuredIn(judgement)) {
      if (!isMissing(value)) expect(interval).toEqual({ reason: 'few-patients' });
    }
    expect(judgement.overall.accuracy.value).toBeGreaterThan(0.5);
    expect(judgement.overall.accuracy.reference?.interval).toHaveProperty('low');
    expect(curveBands(against(few, 1), makeRng(1), 10)).toEqual({ reason: 'few-patients' });
    expect(recalibrationOf(few).intercept.interval).toEqual({ reason: 'few-patients' });
    expect(againstPublished(judgement.overall.accuracy, 0.928)).toEqual({ reason: 'few-patients' });
  });

  it('few patients of one class: its own figures go without an interval, those of all films keep theirs', () => {
    const kept = all.clusters.map((patient, film) => (all.labels[film] === 0 || patient < 20 ? 1 : 0));
    const { classes, overall } = judge(subset(all, kept), options, makeRng(1));
    expect(classes[1]?.sensitivity.interval).toEqual({ reason: 'few-patients' });
    // Means over classes are as unsure as the class with the fewest.
    for (const name of ['balancedAccuracy', 'mcc', 'kappa'] as const)
      expect(overall[name].interval).toEqual({ reason: 'few-patients' });
    expect(classes[1]?.auc.interval).toEqual({ reason: 'few-patients' });
    expect(classes[1]?.specificity.interval).toHaveProperty('low');
    expect(overall.accuracy.interval).toHaveProperty('low');
  });

  it('nothing is fitted on fewer than fifty films of each class', () => {
    const reason = 'too-few-validation-films';
    for (const scores of [few, onlyIll]) {
      expect(fitTemperature(scores)).toEqual({ reason });
      expect(fixOperatingPoints(scores)).toEqual({ screening: { reason }, balanced: { reason }, ruleIn: { reason } });
    }
    const places = [0, 1].map((label) => Array.from(all.labels.keys()).filter((film) => all.labels[film] === label));
    const first = new Set(places.flatMap((films) => films.slice(0, FEWEST_FILMS)));
    const enough = subset(
      all,
      all.labels.map((_, film) => (first.has(film) ? 1 : 0)),
    );
    expect(fixOperatingPoints(enough).balanced).toBeGreaterThan(0);
    expect(fitTemperature(enough)).toHaveProperty('temperature');
    expect(
      fixOperatingPoints(
        subset(
          enough,
          enough.labels.map((_, film) => Math.min(film, 1)),
        ),
      ).balanced,
    ).toEqual({ reason });
  });

  it('divided classes and useless scores have no slope, temperature or balanced point', () => {
    const perfect = someFilms(1, { patients: 100, effect: 40 });
    expect(recalibrationOf(perfect).slope.value).toEqual({ reason: 'separable' });
    expect(fitTemperature(perfect)).toEqual({ reason: 'separable' });
    const flat: Scores = { ...all, probabilities: all.probabilities.map(() => 0.5) };
    expect(recalibrationOf(flat).slope.value).toEqual({ reason: 'no-variation' });
    expect(fitTemperature(flat)).toEqual({ reason: 'no-signal' });
    expect(operatingPoints(against(flat, 1))).toMatchObject({
      balanced: { reason: 'no-signal' },
      ruleIn: { reason: 'out-of-reach' },
    });
  });

  it('runs on other films or other classes are not compared', () => {
    const run = (scores: Scores) => ({ scores, threshold: null });
    expect(compareRuns(run(all), run(few), makeRng(1), 10)).toEqual({ reason: 'other-films' });
    expect(compareRuns(run(all), run({ ...all, positive: 0 }), makeRng(1), 10)).toEqual({ reason: 'other-classes' });
    expect(compareRuns(run(all), run(diverged), makeRng(1), 10)).toEqual({ reason: 'not-a-number' });
    const third = someFilms(1, { patients: 100, classes: 3 });
    expect(compareRuns(run(all), run(third), makeRng(1), 10)).toEqual({ reason: 'other-classes' });
  });

  it('holds no NaN or infinite number anywhere', () => {
    for (const scores of [all, none, onlyIll, few, diverged]) {
      for (const threshold of [null, 0, 0.5, 2]) {
        const judgement = judge(scores, { threshold, draws: 60 }, makeRng(1));
        expect(numbersIn(judgement).every(Number.isFinite)).toBe(true);
      }
      expect(numbersIn(recalibrationOf(scores)).every(Number.isFinite)).toBe(true);
    }
    const empty = new ThresholdIndex(against(none, 1));
    expect(numbersIn(thresholdFigures(empty.at(0.5)))).toEqual([]);
  });
});

describe('outputs as the engine gives them', () => {
  it('answers beyond the classes are wrong in both classes, and probabilities are taken among the classes', () => {
    const scores = toScores(
      {
        labels: Uint8Array.of(0, 1, 1),
        probabilities: Float32Array.of(0.5, 0.25, 0.25, 0.125, 0.375, 0.5, 0.25, 0.75, 0),
        outputs: 3,
      },
      { classes: 2, clusters: Int32Array.of(0, 1, 2), positive: 1 },
    );
    expect([...scores.predicted]).toEqual([0, 2, 1]);
    expect([...scores.probabilities]).toEqual([2 / 3, 1 / 3, 0.25, 0.75, 0.25, 0.75]);
    expect(scores.losses[1]).toBeCloseTo(-Math.log(0.375), 12);
    const { matrix, overall } = judge(scores, { threshold: null, draws: 1 }, makeRng(1));
    expect(matrix).toEqual([
      [1, 0, 0],
      [0, 1, 1],
    ]);
    expect(overall.accuracy.value).toBeCloseTo(2 / 3, 12);
  });

  it('a saturated softmax stays finite', () => {
    const scores = toScores(
      { labels: Uint8Array.of(0, 1, 0, 1), probabilities: Float32Array.of(1, 0, 0, 1, 0, 1, 0.4, 0.6), outputs: 2 },
      { classes: 2, clusters: Int32Array.of(0, 1, 2, 3), positive: 1 },
    );
    const judgement = judge(scores, { threshold: null, draws: 1 }, makeRng(1));
    expect(numbersIn(judgement).every(Number.isFinite)).toBe(true);
    expect(numbersIn(recalibrationOf(scores)).every(Number.isFinite)).toBe(true);
  });
});
