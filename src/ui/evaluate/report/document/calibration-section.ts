import type { Reliability } from '../../../../core/metrics/calibration/reliability.ts';
import { isMissing } from '../../../../core/metrics/figure.ts';
import type { CalibrationView } from '../../../../core/metrics/split-judgement.ts';
import type { EvaluationReport, ReportResult } from '../../../../core/report/evaluation-report.ts';
import { formatCount } from '../../../shared/format.ts';
import { documentWords } from '../../../words/report.ts';
import { figureText, intervalText, missingText } from '../../figure-text.ts';
import { chart, dot, line, type Point, unitAxes } from './chart.ts';
import { besidePopulation } from './figures-section.ts';
import { type Html, html, table } from './html.ts';

const words = documentWords.calibration;

/** How far the probabilities can be believed. */
export function calibrationSection(report: EvaluationReport, { curves }: ReportResult): Html | null {
  if (!curves) return null;
  const { calibration, scaled } = curves;
  const rows = [row(words.before, calibration), ...(scaled ? [row(words.after, scaled)] : [])];
  return html`<section><h2>${words.title}</h2>
${table('', words.figures, rows)}<p class="small quiet">${words.note}</p>${besidePopulation(report)}
<div class="charts">${reliabilityChart(words.before, calibration.reliability)}${scaled && reliabilityChart(words.after, scaled.reliability)}</div>
${binsTable(calibration.reliability)}</section>`;
}

function row(name: string, { reliability, logLoss, brier, intercept, slope }: CalibrationView): string[] {
  const fitted = ({ value, interval }: CalibrationView['slope']) =>
    isMissing(value)
      ? missingText(value)
      : `${value.toFixed(2)} (${isMissing(interval) ? missingText(interval) : `${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}`})`.replaceAll(
          '-',
          '−',
        );
  return [
    name,
    figureText('auc', reliability.error),
    figureText('logLoss', logLoss),
    figureText('brier', brier),
    fitted(intercept),
    fitted(slope),
  ];
}

function reliabilityChart(name: string, { bins }: Reliability): Html {
  const axes = unitAxes(`${words.reliability}: ${name.toLowerCase()}`, words.said, words.seen);
  const marks = bins.flatMap(({ predicted, observed, interval }) => {
    if (isMissing(predicted) || isMissing(observed)) return [];
    const limits: Point | null = isMissing(interval) ? null : [interval.low, interval.high];
    return [dot(axes, [predicted, observed], limits)];
  });
  return chart(axes, [
    line(
      axes,
      [
        [0, 0],
        [1, 1],
      ],
      'chance',
    ),
    ...marks,
  ]);
}

function binsTable({ bins }: Reliability): Html {
  const rows = bins.map(({ from, to, films, events, observed, interval }) => [
    `${from.toFixed(1)}–${to.toFixed(1)}`,
    formatCount(films),
    formatCount(events),
    films ? figureText('accuracy', observed) : documentWords.none,
    films ? intervalText('accuracy', interval) : documentWords.none,
  ]);
  return table(words.bins, words.head, rows);
}
