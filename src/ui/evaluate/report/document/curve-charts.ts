import type { Bands } from '../../../../core/metrics/curves/bands.ts';
import { prCurve, rocCurve } from '../../../../core/metrics/curves/curves.ts';
import { ThresholdIndex } from '../../../../core/metrics/curves/threshold-index.ts';
import { type Interval, isMissing } from '../../../../core/metrics/figure.ts';
import { against, problemOf } from '../../../../core/metrics/scores.ts';
import type { ReportResult } from '../../../../core/report/evaluation-report.ts';
import { documentWords } from '../../../words/report.ts';
import { benefitChart } from './benefit-chart.ts';
import { type Axes, area, chart, dot, line, type Point, unitAxes } from './chart.ts';
import { type Html, html } from './html.ts';

const words = documentWords.results;

/** ROC, precision-recall with bands and the operating point, and net benefit, of the positive class; nothing where a side is missing. */
export function curveCharts({ scores, curves }: ReportResult, threshold: number | null): Html | null {
  const films = against(scores, scores.positive);
  const ill = films.truth.filter(Boolean).length;
  if (problemOf(scores) || ill === 0 || ill === films.truth.length) return null;
  const bands = curves && !isMissing(curves.bands) ? curves.bands : null;
  // Of two classes the likeliest is the one above a half.
  const cut = threshold ?? (scores.classes === 2 ? 0.5 : null);
  const point = cut === null ? null : new ThresholdIndex(films).at(cut);
  const roc = unitAxes(words.roc, words.falsePositives, words.sensitivity);
  const pr = unitAxes(words.pr, words.recall, words.precision);
  const { fpr, tpr } = rocCurve(films);
  const { precision, recall } = prCurve(films);
  return html`<p class="small quiet">${words.bands}</p><div class="charts">${chart(roc, [
    ...bandOf(roc, bands, 'roc'),
    line(
      roc,
      [
        [0, 0],
        [1, 1],
      ],
      'chance',
    ),
    line(roc, pairs(fpr, tpr), 'curve'),
    ...(point ? [dot(roc, [point.fp / (point.fp + point.tn), point.tp / (point.tp + point.fn)])] : []),
  ])}${chart(pr, [
    ...bandOf(pr, bands, 'pr'),
    line(
      pr,
      [
        [0, ill / films.truth.length],
        [1, ill / films.truth.length],
      ],
      'chance',
    ),
    line(pr, stepped(recall, precision), 'curve'),
    ...(point && point.tp + point.fp > 0
      ? [dot(pr, [point.tp / (point.tp + point.fn), point.tp / (point.tp + point.fp)])]
      : []),
  ])}${benefitChart(films)}</div>`;
}

function bandOf(axes: Axes, bands: Bands | null, which: 'roc' | 'pr'): Html[] {
  if (!bands) return [];
  const places = bands[which].map((limits, i) => ({ x: bands.grid[i] as number, limits }));
  const known = places.filter((place): place is { x: number; limits: Interval } => !isMissing(place.limits));
  const drawn = area(
    axes,
    known.map(({ x, limits }): Point => [x, limits.low]),
    known.map(({ x, limits }): Point => [x, limits.high]),
  );
  return drawn ? [drawn] : [];
}

function pairs(xs: Float64Array, ys: Float64Array): Point[] {
  return Array.from(xs, (x, i) => [x, ys[i] as number]);
}

/** Precision between two recalls is that of the higher one: points are joined by steps, not by slopes. */
function stepped(recall: Float64Array, precision: Float64Array): Point[] {
  return pairs(recall, precision).flatMap(([x, y], i, all): Point[] => {
    const before = all[i - 1];
    return before
      ? [
          [x, before[1]],
          [x, y],
        ]
      : [[x, y]];
  });
}
