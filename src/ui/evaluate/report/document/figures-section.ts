import {
  CLASS_FIGURES,
  type ClassFigure,
  OVERALL_FIGURES,
  type OverallFigure,
} from '../../../../core/metrics/columns.ts';
import type { Measured } from '../../../../core/metrics/figure.ts';
import { reportText } from '../../../../core/metrics/report-text.ts';
import type { EvaluationReport, ReportResult } from '../../../../core/report/evaluation-report.ts';
import { formatCount, formatPercent } from '../../../shared/format.ts';
import { commonWords, SPLIT_WORDS } from '../../../words/common.ts';
import { FIGURE_NAMES } from '../../../words/judged.ts';
import { documentWords, POINT_WORDS } from '../../../words/report.ts';
import { figureText, intervalText, shareText } from '../../figure-text.ts';
import { curveCharts } from './curve-charts.ts';
import { facts, type Html, html, table } from './html.ts';

const words = documentWords.results;

/** Whom figures speak of; beside every result. */
export function besidePopulation({ population }: EvaluationReport): Html {
  return html`<p class="beside">${documentWords.beside(population)}</p>`;
}

/** The few figures one asks for first. */
export function keyFigures(report: EvaluationReport): Html {
  const [{ judgement, scores }] = report.results;
  // Of several classes, as on the screen, the mean over them.
  const ofPositive = scores.classes > 2 ? judgement.macro : judgement.classes[scores.positive];
  const shown: [OverallFigure | ClassFigure, Measured | undefined][] = [
    ['accuracy', judgement.overall.accuracy],
    ['sensitivity', ofPositive?.sensitivity],
    ['specificity', ofPositive?.specificity],
    ['auc', ofPositive?.auc],
  ];
  const pairs = shown.flatMap(([key, measured]) => {
    if (!measured) return [];
    const share = shareText(measured);
    const small = html`<small>(${intervalText(key, measured.interval)})${share && `, ${share}`}</small>`;
    return [[FIGURE_NAMES[key], html`${figureText(key, measured.value)}${small}`] as const];
  });
  return html`<div class="key">${facts(pairs)}</div>${besidePopulation(report)}`;
}

/** Everything about one split: figures, matrix, curves. */
export function figuresSection(report: EvaluationReport, result: ReportResult): Html {
  const { judgement, split } = result;
  const { classNames } = report.data;
  const of = words.n(commonWords.films(judgement.films), patientsText(judgement.patients));
  const { threshold, kind } = report.point;
  return html`<section><h2>${words.title(SPLIT_WORDS[split])}</h2>
<p>${of}. ${words.point}: ${POINT_WORDS[kind]}${threshold !== null && ` (${threshold.toFixed(4)})`}.</p>${besidePopulation(report)}
${figureTable(words.overall, OVERALL_FIGURES, judgement.overall)}
${judgement.classes.map((figures, label) => figureTable(words.class(classNames[label] ?? ''), CLASS_FIGURES, figures))}
${classNames.length > 2 && [figureTable(words.macro, CLASS_FIGURES, judgement.macro), figureTable(words.weighted, CLASS_FIGURES, judgement.weighted)]}
<p class="small quiet">${words.why}</p>
${confusionTable(result, classNames)}
${judgement.matrix.length > 0 && html`<h3>${words.report}</h3><pre class="small">${reportText(judgement.matrix, classNames)}</pre>`}
${curveCharts(result, report.point.threshold)}</section>`;
}

function patientsText(patients: number): string {
  return `${formatCount(patients)} ${patients === 1 ? 'patient' : 'patients'}`;
}

function figureTable<Key extends OverallFigure | ClassFigure>(
  caption: string,
  keys: readonly Key[],
  figures: Readonly<Record<Key, Measured>>,
): Html {
  const rows = keys.map((key) => {
    const measured = figures[key];
    const { value, interval, method, reference } = measured;
    const beside = reference ? `${words.references[reference.method]} ${intervalText(key, reference.interval)}` : '';
    const mark = method === 'wilson-by-patient' ? ' *' : '';
    return [
      FIGURE_NAMES[key],
      figureText(key, value),
      `${intervalText(key, interval)}${mark}`,
      beside,
      shareText(measured),
    ];
  });
  return table(caption, words.head, rows);
}

function confusionTable({ judgement: { matrix } }: ReportResult, classNames: readonly string[]): Html | null {
  if (matrix.length === 0) return null;
  const columns = (matrix[0]?.length ?? 0) > classNames.length ? [...classNames, words.other] : classNames;
  const row = (cells: readonly number[], truth: number) => {
    const all = cells.reduce((sum, films) => sum + films, 0);
    return html`<tr><th scope="row">${classNames[truth] ?? ''}</th>${cells.map((films, answer) => {
      const share = all ? films / all : 0;
      const colour = answer === truth ? '22,101,52' : '154,52,18';
      return html`<td class="n" style="background:rgba(${colour},${(share * 0.22).toFixed(3)})">${formatCount(films)} <span class="quiet">${all > 0 && formatPercent(share)}</span></td>`;
    })}</tr>`;
  };
  return html`<div class="scroll"><table class="matrix"><caption>${words.confusion}</caption>
<thead><tr><th scope="col">${words.truth}</th>${columns.map((name) => html`<th scope="col" class="n">${name}</th>`)}</tr></thead>
<tbody>${matrix.map(row)}</tbody></table></div>`;
}
