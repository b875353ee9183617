import { describe, expect, it } from 'vitest';
import { makeRng } from '../base/rng.ts';
import { recalibrationOf } from './calibration/recalibration.ts';
import { fitTemperature, withTemperature } from './calibration/temperature.ts';
import { compareRuns, compareSteps } from './comparison/compare.ts';
import { BAND_GRID, curveBands, verticalValues } from './curves/bands.ts';
import { rocCurve } from './curves/curves.ts';
import { operatingPoints } from './curves/operating-points.ts';
import { ThresholdIndex, thresholdFigures } from './curves/threshold-index.ts';
import { type Interval, isMissing, type Measured } from './figure.ts';
import { someFilms } from './fixtures/films.ts';
import { judge, judgeSteps } from './judge.ts';
import { rank, rankFigures } from './ranking.ts';
import { against, type Scores } from './scores.ts';
import { byFilmsPerPatient, FILMS_PER_PATIENT, subgroupRows, THIRDS, thirds } from './subgroups.ts';

const CASES = 25;
const quick = { threshold: 0.5, draws: 100 } as const;

function areaOf(scores: Scores, label: number): number {
  const films = against(scores, label);
  return rankFigures(rank(films), new Float64Array(films.truth.length).fill(1)).auc;
}

function limits(measured: Measured | undefined): Interval {
  const interval = measured?.interval ?? { reason: 'no-films' };
  if (isMissing(interval)) throw new Error(`no interval: ${interval.reason}`);
  return interval;
}

/** Films on a coarse grid of probabilities, so that many are equal. */
function tiedFilms(seed: number): Scores {
  const scores = someFilms(seed, { patients: 8 + seed, effect: 1 });
  const probabilities = scores.probabilities.slice();
  scores.labels.forEach((_, film) => {
    const coarse = Math.round((scores.probabilities[2 * film + 1] as number) * 8) / 8;
    probabilities.set([1 - coarse, coarse], 2 * film);
  });
  return { ...scores, probabilities };
}

describe('figures', { timeout: 30_000 }, () => {
  it('AUC is the share of pairs in order, ties half', () => {
    for (let seed = 0; seed < CASES; seed++) {
      const { truth, scores } = against(tiedFilms(seed), 1);
      let ordered = 0;
      let pairs = 0;
      truth.forEach((ill, a) => {
        truth.forEach((other, b) => {
          if (!ill || other) return;
          pairs++;
          ordered += (Math.sign((scores[a] as number) - (scores[b] as number)) + 1) / 2;
        });
      });
      expect(areaOf(tiedFilms(seed), 1)).toBeCloseTo(ordered / pairs, 12);
    }
  });

  it('AUC is the area under the ROC points, and stays under any rising change of the scores', () => {
    for (let seed = 0; seed < CASES; seed++) {
      const films = against(tiedFilms(seed), 1);
      const { fpr, tpr } = rocCurve(films);
      let area = 0;
      for (let i = 1; i < fpr.length; i++) {
        area += (((fpr[i] as number) - (fpr[i - 1] as number)) * ((tpr[i] as number) + (tpr[i - 1] as number))) / 2;
      }
      const bent = { ...films, scores: films.scores.map((p) => Math.exp(3 * p) - 7) };
      const ones = new Float64Array(films.truth.length).fill(1);
      expect(rankFigures(rank(films), ones).auc).toBeCloseTo(area, 12);
      expect(rankFigures(rank(bent), ones)).toEqual(rankFigures(rank(films), ones));
    }
  });

  it('sensitivity of one class is the specificity of the other, and the matrix adds up to the films', () => {
    for (let seed = 0; seed < CASES; seed++) {
      const scores = tiedFilms(seed);
      const { classes, matrix, films } = judge(scores, { threshold: seed / CASES, draws: 1 }, makeRng(seed));
      const [well, ill] = classes;
      expect(well?.sensitivity.value).toEqual(ill?.specificity.value);
      expect(well?.ppv.value).toEqual(ill?.npv.value);
      expect(matrix.flat().reduce((sum, count) => sum + count, 0)).toBe(films);
      expect(films).toBe(scores.labels.length);
    }
  });

  it('turns around with the classes: accuracy, MCC and kappa stay', () => {
    for (let seed = 0; seed < CASES; seed++) {
      const scores = someFilms(seed, { patients: 30 });
      const turned: Scores = {
        ...scores,
        labels: scores.labels.map((label) => 1 - label),
        predicted: scores.predicted.map((answer) => 1 - answer),
        probabilities: scores.probabilities.map((_, i, all) => all[i % 2 ? i - 1 : i + 1] as number),
      };
      const one = judge(scores, { threshold: null, draws: 1 }, makeRng(seed));
      const two = judge(turned, { threshold: null, draws: 1 }, makeRng(seed));
      expect(two.overall.mcc.value).toBeCloseTo(one.overall.mcc.value as number, 12);
      expect(two.overall.kappa.value).toBeCloseTo(one.overall.kappa.value as number, 12);
      expect(two.overall.accuracy.value).toBe(one.overall.accuracy.value);
      expect(two.classes[0]?.auc.value).toBeCloseTo(one.classes[1]?.auc.value as number, 12);
    }
  });

  it('weighted sensitivity is accuracy, for any number of classes', () => {
    for (let seed = 0; seed < CASES; seed++) {
      const scores = someFilms(seed, { patients: 60, classes: 2 + (seed % 5) });
      const { weighted, overall } = judge(scores, { threshold: null, draws: 1 }, makeRng(seed));
      expect(weighted.sensitivity.value).toBeCloseTo(overall.accuracy.value as number, 12);
    }
  });
});

describe('intervals', { timeout: 30_000 }, () => {
  it('are the same for the same seed and hold the figure', () => {
    for (let seed = 0; seed < 10; seed++) {
      const scores = someFilms(seed, { patients: 120 });
      const one = judge(scores, quick, makeRng(seed));
      expect(judge(scores, quick, makeRng(seed))).toEqual(one);
      for (const measured of Object.values(one.overall)) {
        const { low, high } = limits(measured);
        expect(low).toBeLessThan(measured.value as number);
        expect(high).toBeGreaterThan(measured.value as number);
      }
    }
  });

  it('come in steps of fifty draws, with the same result', () => {
    const scores = someFilms(5, { patients: 60 });
    const steps = judgeSteps(scores, quick, makeRng('steps'));
    expect([steps.next().value, steps.next().value]).toEqual([0.5, 1]);
    expect(steps.next()).toEqual({ done: true, value: judge(scores, quick, makeRng('steps')) });
    const run = { scores, threshold: 0.5 };
    expect([...compareSteps(run, run, { rng: makeRng('steps'), draws: 150 })]).toEqual([1 / 3, 2 / 3, 1]);
  });

  it('widen when films are repeated within their patients, where Wilson narrows', () => {
    const single = someFilms(5, { patients: 300, most: 1 });
    const twice = (values: Uint8Array) => Uint8Array.from([...values, ...values]);
    const doubled: Scores = {
      ...single,
      labels: twice(single.labels),
      predicted: twice(single.predicted),
      probabilities: Float64Array.from([...single.probabilities, ...single.probabilities]),
      losses: Float64Array.from([...single.losses, ...single.losses]),
      clusters: Int32Array.from([...single.clusters, ...single.clusters]),
    };
    const widths = [single, doubled].map((scores) => {
      const { accuracy } = judge(scores, { threshold: 0.5, draws: 1000 }, makeRng('twice')).overall;
      const reference = accuracy.reference?.interval as Interval;
      return { drawn: limits(accuracy).high - limits(accuracy).low, wilson: reference.high - reference.low };
    });
    expect(widths[1]?.drawn).toBeCloseTo(widths[0]?.drawn ?? 0, 12);
    expect((widths[1]?.wilson ?? 1) / (widths[0]?.wilson ?? 1)).toBeCloseTo(Math.SQRT1_2, 2);
  });

  it('a share of one has Wilson by patient: near three in n below one', () => {
    const scores = someFilms(1, { patients: 100, effect: 30 });
    const { overall } = judge(scores, quick, makeRng(1));
    expect(overall.accuracy.value).toBe(1);
    expect(overall.accuracy.method).toBe('wilson-by-patient');
    expect(limits(overall.accuracy)).toEqual({ low: expect.closeTo(1 / (1 + 3.8415 / 100), 4), high: 1 });
    expect(overall.mcc.interval).toEqual({ reason: 'no-variation' });
  });

  it('bands hold the curve and end where curves end', () => {
    const films = against(someFilms(3, { patients: 200 }), 1);
    const bands = curveBands(films, makeRng('bands'), 300);
    if (isMissing(bands)) throw new Error(bands.reason);
    const own = verticalValues(rank(films), new Float64Array(films.truth.length).fill(1), BAND_GRID);
    const holds = (values: Float64Array, band: (typeof bands)['roc']) =>
      band.filter((at, i) => isMissing(at) || ((values[i] as number) >= at.low && (values[i] as number) <= at.high));
    expect(holds(own.tpr, bands.roc)).toHaveLength(BAND_GRID.length);
    expect(holds(own.precision, bands.pr).length).toBeGreaterThan(0.95 * BAND_GRID.length);
    expect(bands.roc[BAND_GRID.length - 1]).toEqual({ reason: 'no-variation' });
  });
});

describe('thresholds', { timeout: 30_000 }, () => {
  it('move one way: a higher threshold never raises sensitivity nor lowers specificity', () => {
    for (let seed = 0; seed < CASES; seed++) {
      const index = new ThresholdIndex(against(tiedFilms(seed), 1));
      let before = index.at(0);
      for (let t = 0.01; t <= 1.01; t += 0.01) {
        const now = index.at(t);
        expect(now.tp).toBeLessThanOrEqual(before.tp);
        expect(now.tn).toBeGreaterThanOrEqual(before.tn);
        expect(now.tp + now.fn + now.fp + now.tn).toBe(before.tp + before.fn + before.fp + before.tn);
        before = now;
      }
    }
  });

  it('presets reach what they promise', () => {
    for (let seed = 0; seed < CASES; seed++) {
      const films = against(someFilms(seed, { patients: 100 }), 1);
      const index = new ThresholdIndex(films);
      const { screening, balanced, ruleIn } = operatingPoints(films);
      const at = (threshold: unknown) => thresholdFigures(index.at(threshold as number));
      expect(at(screening).sensitivity).toBeGreaterThanOrEqual(0.95);
      expect(at(ruleIn).specificity).toBeGreaterThanOrEqual(0.95);
      for (const cut of index.cuts) expect(at(cut).youden).toBeLessThanOrEqual((at(balanced).youden as number) + 1e-9);
    }
  });
});

describe('calibration', () => {
  it('temperature undoes a known sharpening and leaves the answers', () => {
    const scores = someFilms(2, { patients: 400, alike: 0 });
    const fitted = fitTemperature(scores);
    const sharpened = fitTemperature(withTemperature(scores, 1 / 3));
    if (isMissing(fitted) || isMissing(sharpened)) throw new Error('not fitted');
    expect(sharpened.temperature).toBeCloseTo(3 * fitted.temperature, 8);
    expect(sharpened.after.logLoss).toBeLessThan(sharpened.before.logLoss as number);
    expect(sharpened.after.logLoss).toBeCloseTo(fitted.after.logLoss as number, 10);
  });

  it('a slope follows a stretch of the logits', () => {
    const scores = someFilms(2, { patients: 400 });
    const stretched = recalibrationOf(withTemperature(scores, 0.5)).slope.value as number;
    expect(stretched).toBeCloseTo((recalibrationOf(scores).slope.value as number) / 2, 8);
  });
});

describe('comparison', () => {
  const run = (scores: Scores) => ({ scores, threshold: 0.5 });

  it('a run does not differ from itself', () => {
    const scores = someFilms(4, { patients: 100 });
    const same = compareRuns(run(scores), run(scores), makeRng('same'), 200);
    if (isMissing(same)) throw new Error(same.reason);
    expect(same.overall.accuracy).toMatchObject({ value: 0, verdict: 'not-shown-to-differ' });
    expect(same.mcNemar.p).toEqual({ reason: 'no-variation' });
    expect(same.deLong.p).toEqual({ reason: 'no-variation' });
  });

  it('a run that answers at chance is worse, by every figure that says how good it is', () => {
    const scores = someFilms(4, { patients: 200 });
    const rng = makeRng('chance');
    const chance = scores.labels.map(() => 0);
    const probabilities = Float64Array.from(chance, () => rng.next());
    const flat: Scores = { ...scores, probabilities: Float64Array.from([...probabilities].flatMap((p) => [1 - p, p])) };
    const back = compareRuns(run(flat), run(scores), makeRng('worse'), 400);
    const forth = compareRuns(run(scores), run(flat), makeRng('worse'), 400);
    if (isMissing(back) || isMissing(forth)) throw new Error('not compared');
    for (const figure of ['accuracy', 'balancedAccuracy', 'mcc', 'kappa', 'brier', 'logLoss'] as const) {
      expect(forth.overall[figure].verdict, figure).toBe('worse');
      expect(back.overall[figure].verdict, figure).toBe('better');
    }
    expect(forth.classes[1]?.auc.verdict).toBe('worse');
  });
});

describe('sub-groups', () => {
  it('share the films out and add up to the whole', () => {
    const scores = someFilms(6, { patients: 200 });
    const whole = judge(scores, quick, makeRng(1)).classes[1]?.sensitivity.share;
    const grouping = byFilmsPerPatient(scores.clusters);
    const rows = subgroupRows(scores, { grouping, names: FILMS_PER_PATIENT, threshold: 0.5 }, makeRng(2), 200);
    const sum = (part: 'hits' | 'of') => rows.reduce((total, row) => total + (row.sensitivity.share?.[part] ?? 0), 0);
    expect(rows.reduce((total, row) => total + row.films, 0)).toBe(scores.labels.length);
    expect({ hits: sum('hits'), of: sum('of') }).toEqual(whole);
    for (const row of rows) expect(limits(row.sensitivity).low).toBeLessThan(row.sensitivity.value as number);
  });

  it('thirds hold a third each, and NaN belongs to none', () => {
    const values = Float64Array.from({ length: 301 }, (_, i) => (i === 300 ? Number.NaN : (i * 7) % 300));
    const { grouping, limits: ends } = thirds(values);
    for (const name of THIRDS) expect(grouping.filter((group) => group === name)).toHaveLength(100);
    expect(grouping[300]).toBeNull();
    expect(ends[0]).toBeCloseTo(299 / 3, 9);
  });
});
