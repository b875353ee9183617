import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRng } from '../base/rng.ts';
import { auc, rankAuc } from './auc.ts';
import { classificationReport, confusionMatrix, correctOf } from './confusion.ts';
import { classScores, predictedOutputs, type ScoredFilms } from './predictions.ts';
import { testResult } from './test-result.ts';
import { wilson } from './wilson.ts';

function films(labels: number[], rows: number[][]): ScoredFilms {
  return {
    labels: Uint8Array.from(labels),
    probabilities: Float32Array.from(rows.flat()),
    outputs: rows[0]?.length ?? 0,
  };
}

/** Random outputs of `outputs` columns, on a coarse grid so that ties happen. */
function randomFilms(seed: number, count: number, outputs: number, classes: number): ScoredFilms {
  const rng = makeRng('metrics', seed);
  return {
    labels: Uint8Array.from({ length: count }, () => rng.below(classes)),
    probabilities: Float32Array.from({ length: count * outputs }, () => (1 + rng.below(8)) / 8),
    outputs,
  };
}

describe('predictions', () => {
  it('takes the first of equal outputs, as argmax does', () => {
    expect([
      ...predictedOutputs(
        films(
          [0, 1],
          [
            [0.5, 0.5],
            [0.1, 0.9],
          ],
        ),
      ),
    ]).toEqual([0, 1]);
  });

  it('leaves outputs beyond the classes out of the score', () => {
    const scores = classScores(films([1], [[0.2, 0.2, 0.6]]), 1, 2);
    expect(scores[0]).toBeCloseTo(0.5, 7);
  });
});

describe('confusion matrix', () => {
  it('counts an output beyond the classes as wrong, in a column of its own', () => {
    const matrix = confusionMatrix(
      films(
        [0, 0, 1],
        [
          [0.9, 0.1, 0],
          [0, 0.1, 0.9],
          [0, 1, 0],
        ],
      ),
      2,
    );
    expect(matrix).toEqual([
      [1, 0, 1],
      [0, 1, 0],
    ]);
    expect(correctOf(matrix)).toEqual({ correct: 2, films: 3 });
  });

  it('adds up to the number of films', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 80 }), fc.integer({ min: 2, max: 6 }), (seed, count, classes) => {
        const matrix = confusionMatrix(randomFilms(seed, count, classes + 2, classes), classes);
        expect(correctOf(matrix).films).toBe(count);
      }),
    );
  });
});

describe('classification report', () => {
  it('equals scikit-learn 1.9.1 on the paper-like matrix [[185, 49], [6, 384]]', () => {
    const report = classificationReport([
      [185, 49],
      [6, 384],
    ]);
    expect(report.accuracy).toBeCloseTo(569 / 624, 12);
    expect(report.classes[0]?.precision).toBeCloseTo(0.9685863874, 9);
    expect(report.classes[0]?.recall).toBeCloseTo(0.7905982906, 9);
    expect(report.classes[1]?.f1).toBeCloseTo(0.9331713244, 9);
    expect(report.macro.recall).toBeCloseTo((185 / 234 + 384 / 390) / 2, 12);
    expect(report.weighted.recall).toBeCloseTo(report.accuracy, 12);
  });

  it('has no precision for a class that was never predicted', () => {
    const report = classificationReport([
      [0, 3],
      [0, 5],
    ]);
    expect(report.classes[0]).toEqual({ precision: null, recall: 0, f1: 0, support: 3 });
  });
});

describe('AUC', () => {
  it('is the share of ordered pairs, ties half', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 40 }), (seed, count) => {
        const sample = randomFilms(seed, count, 2, 2);
        const scores = classScores(sample, 1, 2);
        let pairs = 0;
        let ordered = 0;
        for (let a = 0; a < count; a++) {
          for (let b = 0; b < count; b++) {
            if (sample.labels[a] !== 1 || sample.labels[b] !== 0) continue;
            pairs++;
            const difference = (scores[a] as number) - (scores[b] as number);
            ordered += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
          }
        }
        const area = auc(sample, 2);
        if (pairs === 0) expect(area).toBeNull();
        else expect(area).toBeCloseTo(ordered / pairs, 12);
      }),
    );
  });

  it('is null for one class or a NaN score, never a wrong number', () => {
    expect(rankAuc(Float64Array.of(0.1, 0.9), () => true)).toBeNull();
    expect(rankAuc(Float64Array.of(0.1, Number.NaN), (i) => i === 0)).toBeNull();
  });

  it('is the mean over classes for three, one for perfect outputs', () => {
    const perfect = films(
      [0, 1, 2],
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    );
    expect(auc(perfect, 3)).toBe(1);
  });
});

describe('Wilson interval', () => {
  it('gives 90.3 to 94.4 % for the 578 of 624 of the paper', () => {
    const interval = wilson(578, 624);
    expect(interval?.low).toBeCloseTo(0.903, 3);
    expect(interval?.high).toBeCloseTo(0.944, 3);
  });

  it('stays within 0 and 1 and is null without films', () => {
    expect(wilson(0, 5)?.low).toBe(0);
    expect(wilson(5, 5)?.high).toBe(1);
    expect(wilson(0, 0)).toBeNull();
  });
});

describe('test result', () => {
  it('gathers counts, accuracy and AUC of one split', () => {
    const scored = films(
      [0, 0, 1, 1],
      [
        [0.9, 0.1],
        [0.4, 0.6],
        [0.2, 0.8],
        [0.3, 0.7],
      ],
    );
    expect(testResult({ ...scored, split: 'test', loss: 0.4 }, 2)).toEqual({
      split: 'test',
      films: 4,
      loss: 0.4,
      accuracy: 0.75,
      auc: 1,
      confusion: [
        [1, 1],
        [0, 2],
      ],
    });
  });
});
