import { describe, expect, it } from 'vitest';
import { type Figure, isMissing } from '../figure.ts';
import { gap } from '../fixtures/agree.ts';
import { binaryCases, binaryScores, multiCases, multiScores } from '../fixtures/judge.ts';
import { classLogits, type Scores } from '../scores.ts';
import { recalibrationOf } from './recalibration.ts';
import { reliabilityOf } from './reliability.ts';
import { bestTemperature, calibrationFigures, withTemperature } from './temperature.ts';

/** What counts as equal where the formula is exact. */
const EXACT = 1e-9;

function agrees(own: Figure | undefined, judged: number | string | null | undefined, what: string): void {
  expect(gap(own, judged), what).toBeLessThan(EXACT);
}

function given<T>(cases: readonly T[], fewest: number): readonly T[] {
  expect(cases.length).toBeGreaterThanOrEqual(fewest);
  return cases;
}

describe('calibration against scikit-learn, scipy and statsmodels', () => {
  it('bins and expected calibration error', () => {
    for (const one of binaryCases) reliabilityAgrees(binaryScores(one, one.p), one.reliability, one.name);
  });

  it('intercept and slope of the calibration, with errors robust to siblings', () => {
    for (const one of given(
      binaryCases.filter(({ recalibration }) => recalibration),
      30,
    )) {
      const judged = one.recalibration;
      const { intercept, slope } = recalibrationOf(binaryScores(one, one.p));
      if (typeof judged === 'string') {
        expect(intercept.value, one.name).toEqual({ reason: judged });
        continue;
      }
      agrees(intercept.value, judged?.intercept[0], `${one.name} intercept`);
      agrees(intercept.error, judged?.intercept[1], `${one.name} intercept's error`);
      if (typeof judged?.slope === 'string') {
        expect(slope.value, one.name).toEqual({ reason: judged.slope });
        continue;
      }
      agrees(slope.value, judged?.slope[0], `${one.name} slope`);
      agrees(slope.error, judged?.slope[1], `${one.name} slope's error`);
    }
  });

  it('temperature', () => {
    for (const one of given(
      binaryCases.filter(({ temperature }) => temperature),
      30,
    )) {
      temperatureAgrees(binaryScores(one, one.p), one.temperature ?? '', one.name);
    }
  });

  it('bins of the answer given, and temperature, for more classes', () => {
    for (const one of multiCases) {
      reliabilityAgrees(multiScores(one), one.reliability, one.name);
      temperatureAgrees(multiScores(one), one.temperature, one.name);
    }
  });
});

interface JudgedReliability {
  readonly counts: readonly number[];
  readonly observed: readonly number[];
  readonly predicted: readonly number[];
  readonly error: number;
}

function reliabilityAgrees(scores: Scores, judged: JudgedReliability, name: string): void {
  const { bins, error } = reliabilityOf(scores);
  agrees(error, judged.error, `${name} error`);
  expect(
    bins.map(({ films }) => films),
    name,
  ).toEqual(judged.counts);
  const filled = bins.filter(({ films }) => films > 0);
  filled.forEach(({ observed, predicted }, i) => {
    agrees(observed, judged.observed[i], `${name} observed ${i}`);
    agrees(predicted, judged.predicted[i], `${name} predicted ${i}`);
  });
}

function temperatureAgrees(scores: Scores, judged: string | readonly [number, number], name: string): void {
  const own = bestTemperature(classLogits(scores), scores.labels, scores.classes);
  if (isMissing(own) || typeof judged === 'string') {
    expect(own, name).toEqual({ reason: judged });
    return;
  }
  agrees(own, judged[0], `${name} temperature`);
  agrees(calibrationFigures(withTemperature(scores, own)).logLoss, judged[1], `${name} loss after`);
}
