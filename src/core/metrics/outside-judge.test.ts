import { describe, expect, it } from 'vitest';
import { makeRng } from '../base/rng.ts';
import { figureNames } from './columns.ts';
import { compareRuns, deLongTest } from './comparison/compare.ts';
import { mcNemar } from './comparison/mcnemar.ts';
import { verticalValues } from './curves/bands.ts';
import { prCurve, rocCurve } from './curves/curves.ts';
import { decisionCurve } from './curves/decision-curve.ts';
import { operatingPoints } from './curves/operating-points.ts';
import { valuesAtPrevalence } from './curves/prevalence-values.ts';
import { ThresholdIndex, thresholdFigures } from './curves/threshold-index.ts';
import { delongInterval } from './delong.ts';
import { type Figure, type Interval, isMissing, type Missing } from './figure.ts';
import { FigureTable } from './figure-table.ts';
import { gap, widestGap } from './fixtures/agree.ts';
import {
  binaryCases,
  binaryScores,
  digits,
  judgedGrid,
  mcnemarRows,
  multiCases,
  multiScores,
  wilsonRows,
} from './fixtures/judge.ts';
import { judge } from './judge.ts';
import { rank } from './ranking.ts';
import { reportText } from './report-text.ts';
import { against, decide, type Scores } from './scores.ts';
import { wilson } from './wilson.ts';

/** What counts as equal where the formula is exact. */
const EXACT = 1e-9;

function agrees(own: Figure | undefined, judged: number | string | null | undefined, what: string): void {
  expect(gap(own, judged), what).toBeLessThan(EXACT);
}

function listAgrees(
  own: ArrayLike<number>,
  judged: readonly (number | string | null)[] | null | undefined,
  what: string,
): void {
  expect(widestGap(own, judged), what).toBeLessThan(EXACT);
}

function limits(interval: Interval | Missing): number[] | null {
  return isMissing(interval) ? null : [interval.low, interval.high];
}

/** Figures under `weights` without the loss. */
function figuresOf(scores: Scores, answers: Uint8Array, weights: ArrayLike<number>): Float64Array {
  const table = new FigureTable(scores, answers);
  const out = new Float64Array(table.width);
  table.fill(Float64Array.from(weights), out);
  return out.slice(1);
}

function given<T>(cases: readonly T[], fewest: number): readonly T[] {
  expect(cases.length).toBeGreaterThanOrEqual(fewest);
  return cases;
}

describe('two classes against scikit-learn', { timeout: 30_000 }, () => {
  it('gives every figure at the threshold, and none where none exists', () => {
    for (const one of given(binaryCases, 30)) {
      const scores = binaryScores(one, one.p);
      const ones = scores.labels.map(() => 1);
      listAgrees(figuresOf(scores, decide(scores, one.t / 1000), ones), one.figures, one.name);
    }
  });

  it('gives every figure of one drawn set of patients, by weights where the judge repeats films', () => {
    const drawn = binaryCases.filter(({ weighted }) => weighted);
    for (const one of given(drawn, 30)) {
      const scores = binaryScores(one, one.p);
      const figures = figuresOf(scores, decide(scores, one.t / 1000), digits(one.weights));
      listAgrees(figures, one.weighted, `${one.name}, drawn`);
    }
  });

  it('carries them into the judgement under their names, with reasons for the missing', () => {
    for (const one of binaryCases) {
      const scores = binaryScores(one, one.p);
      const judgement = judge(scores, { threshold: one.t / 1000, draws: 20 }, makeRng('judge'));
      figureNames(2).forEach(({ scope, figure }, place) => {
        const row = typeof scope === 'number' ? judgement.classes[scope] : judgement[scope];
        const value = (row as Record<string, { value: Figure }>)[figure]?.value;
        if (place > 0) agrees(value, one.figures[place - 1], `${one.name} ${scope} ${figure}`);
      });
    }
  });

  it('moves with the slider: the same figures from one binary search', () => {
    for (const one of binaryCases) {
      const scores = binaryScores(one, one.p);
      const index = new ThresholdIndex(against(scores, 1));
      const figures = thresholdFigures(index.at(one.t / 1000));
      agrees(figures.accuracy, one.figures[0], one.name);
      const places = {
        balancedAccuracy: 1,
        mcc: 2,
        kappa: 3,
        sensitivity: 13,
        specificity: 14,
        ppv: 15,
        npv: 16,
        f1: 17,
      } as const;
      for (const [name, place] of Object.entries(places)) {
        agrees(figures[name as keyof typeof places], one.figures[place], `${one.name} ${name}`);
      }
    }
  });

  it('prints the classification report letter by letter', () => {
    for (const one of given(
      binaryCases.filter(({ report }) => report),
      30,
    )) {
      const scores = binaryScores(one, one.p);
      const { matrix } = judge(scores, { threshold: one.t / 1000, draws: 1 }, makeRng('judge'));
      expect(reportText(matrix, ['NORMAL', 'PNEUMONIA'], 2 + (one.y.length % 3)), one.name).toBe(one.report);
    }
  });

  it('draws ROC and precision-recall points with their thresholds', () => {
    for (const one of given(
      binaryCases.filter(({ curves }) => curves),
      30,
    )) {
      const films = against(binaryScores(one, one.p), 1);
      const { fpr, tpr, thresholds: at } = rocCurve(films);
      const { precision, recall, thresholds: prAt } = prCurve(films);
      for (const [name, points] of Object.entries({ fpr, tpr, at, precision, recall, prAt })) {
        listAgrees(points, one.curves?.[name as 'fpr'], `${one.name} ${name}`);
      }
    }
  });
});

describe('two classes against scipy, statsmodels and plain definitions', () => {
  it('Wilson', () => {
    for (const [hits, of, low, high] of given(wilsonRows, 30)) {
      const own = wilson(hits, of);
      listAgrees([own?.low ?? 0, own?.high ?? 0], [low, high], `${hits} of ${of}`);
    }
    for (const one of binaryCases) {
      const { overall } = judge(binaryScores(one, one.p), { threshold: one.t / 1000, draws: 1 }, makeRng('judge'));
      const { hits, of } = overall.accuracy.share ?? { hits: 0, of: 0 };
      expect(overall.accuracy.reference?.interval, one.name).toEqual(wilson(hits, of));
      expect(hits / of).toBe(overall.accuracy.value);
    }
  });

  it('DeLong, alone and paired', () => {
    for (const one of given(
      binaryCases.filter(({ delong }) => delong !== undefined),
      30,
    )) {
      const scores = binaryScores(one, one.p);
      const own = limits(delongInterval(against(scores, 1)));
      if (!one.delong || !own) expect(own, one.name).toBe(one.delong);
      else listAgrees(own, one.delong, one.name);
      const { z, p } = deLongTest(scores, binaryScores(one, one.q));
      agrees(z, one.paired?.[0] ?? null, `${one.name} z`);
      agrees(p, one.paired?.[1] ?? null, `${one.name} p`);
    }
  });

  it('McNemar, exact and with continuity correction', () => {
    for (const [first, second, p] of given(mcnemarRows, 30)) {
      agrees(mcNemar(first, second).p, p, `${first} and ${second}`);
    }
  });

  it('McNemar, counted within a comparison', () => {
    for (const one of binaryCases) {
      const threshold = one.t / 1000;
      const run = (k: readonly number[]) => ({ scores: binaryScores(one, k), threshold });
      const comparison = compareRuns(run(one.p), run(one.q), makeRng('compare'), 1);
      if (isMissing(comparison)) throw new Error(comparison.reason);
      agrees(comparison.mcNemar.p, one.mcnemar?.[1] ?? null, one.name);
    }
  });

  it('curves at fixed places, operating points, net benefit, predictive values at a prevalence', () => {
    for (const one of given(
      binaryCases.filter(({ vertical }) => vertical),
      30,
    )) {
      const films = against(binaryScores(one, one.p), 1);
      const at = verticalValues(rank(films), new Float64Array(films.truth.length).fill(1), judgedGrid);
      listAgrees(at.tpr, one.vertical?.tpr, `${one.name} sensitivity`);
      listAgrees(at.precision, one.vertical?.precision, `${one.name} precision`);
      const { screening, balanced, ruleIn } = operatingPoints(films);
      [screening, balanced, ruleIn].forEach((own, i) => {
        agrees(own, one.operating?.[i], `${one.name} point ${i}`);
      });
      const curve = decisionCurve(films, 0.2, [0.05, 0.3, 0.6]);
      listAgrees(
        curve.flatMap(({ model, treatAll }) => [model, treatAll]),
        one.net?.flat() ?? [],
        one.name,
      );
      const { sensitivity, specificity } = thresholdFigures(new ThresholdIndex(films).at(one.t / 1000));
      if (isMissing(sensitivity) || isMissing(specificity)) throw new Error('both sides have films');
      const { ppv, npv } = valuesAtPrevalence({ sensitivity, specificity }, 0.07);
      agrees(ppv, one.prevalence?.[0], `${one.name} PPV`);
      agrees(npv, one.prevalence?.[1], `${one.name} NPV`);
    }
  });
});

describe('more classes', () => {
  it('gives every figure, with answers beyond the classes counted wrong', () => {
    for (const one of given(multiCases, 30)) {
      const scores = multiScores(one);
      listAgrees(
        figuresOf(
          scores,
          scores.predicted,
          scores.labels.map(() => 1),
        ),
        one.figures,
        one.name,
      );
    }
  });

  it('prints the classification report letter by letter', () => {
    const names = ['NORMAL', 'PNEUMONIA', 'third class of a long name', '4', '5'];
    multiCases.forEach((one, i) => {
      const { matrix } = judge(multiScores(one), { threshold: null, draws: 1 }, makeRng('judge'));
      expect(reportText(matrix, names.slice(0, one.classes), 2 + (i % 2)), one.name).toBe(one.report);
    });
  });
});
