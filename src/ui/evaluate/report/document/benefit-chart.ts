import { type DecisionPoint, decisionCurve } from '../../../../core/metrics/curves/decision-curve.ts';
import type { BinaryScores } from '../../../../core/metrics/scores.ts';
import { axisTicks } from '../../../shared/chart/axis-ticks.ts';
import { formatPercent } from '../../../shared/format.ts';
import { documentWords } from '../../../words/report.ts';
import { chart, label, line, type Point, unitAxes } from './chart.ts';
import type { Html } from './html.ts';

const words = documentWords.results.benefit;
const THRESHOLDS = Float64Array.from({ length: 99 }, (_, i) => (i + 1) / 100);

/** Net benefit of asking the network, of acting on all and on none, over the probability from which one would act. */
export function benefitChart(films: BinaryScores): Html {
  const prevalence = films.truth.filter(Boolean).length / films.truth.length;
  const points = decisionCurve(films, prevalence, THRESHOLDS);
  const [floor, top] = [-prevalence * 0.25, prevalence * 1.08];
  const unit = unitAxes(words.title(formatPercent(prevalence)), words.threshold, words.axis);
  const axes = { ...unit, y: { ...unit.y, range: [floor, top] as const, ticks: axisTicks(0, top).slice(0, -1) } };
  // Below the floor a line ends.
  const path = (key: 'model' | 'treatAll') =>
    points.map((point: DecisionPoint): Point => [point.threshold, point[key] < floor ? Number.NaN : point[key]]);
  const none: Point[] = [
    [0, 0],
    [1, 0],
  ];
  return chart(axes, [
    line(axes, none, 'chance'),
    line(axes, path('treatAll'), 'chance'),
    line(axes, path('model'), 'curve'),
    label(axes, [0.02, prevalence * 0.06], words.none),
    // Beside the end of its line, which falls through zero at the prevalence.
    label(axes, [Math.min(prevalence + 0.04, 0.75), floor * 0.7], words.all),
  ]);
}
