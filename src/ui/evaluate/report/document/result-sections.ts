import { isMissing } from '../../../../core/metrics/figure.ts';
import { chosenThere } from '../../../../core/report/chosen-there.ts';
import type { EvaluationReport, ReportResult } from '../../../../core/report/evaluation-report.ts';
import { formatCount, formatFigure, formatPercent } from '../../../shared/format.ts';
import { groupWords } from '../../../words/calibration.ts';
import { chosenWords, FIGURE_NAMES } from '../../../words/judged.ts';
import { documentWords, PUBLISHED_SOURCES, PUBLISHED_VERDICTS, REPORT_GROUPS } from '../../../words/report.ts';
import { figureText, intervalText, missingText } from '../../figure-text.ts';
import { besidePopulation } from './figures-section.ts';
import { type Html, html, table } from './html.ts';

/** What was fixed on validation films to be carried to the test films; thresholds are of two classes only. */
export function pointsSection({ fit, model, point, data }: EvaluationReport): Html | null {
  if (data.classNames.length > 2) return null;
  const words = documentWords.points;
  const rows = fit
    ? (['screening', 'balanced', 'ruleIn'] as const).map((point) => {
        const threshold = fit.points[point];
        return [words[point], isMissing(threshold) ? missingText(threshold) : threshold.toFixed(4)];
      })
    : [];
  const temperature = fit && [
    words.temperature,
    isMissing(fit.temperature) ? missingText(fit.temperature) : fit.temperature.temperature.toFixed(3),
  ];
  const chosen = chosenWords(chosenThere({ weights: model.weights, point: point.kind, fit }));
  return html`<section><h2>${words.title}</h2>
${temperature ? table('', words.head, [...rows, temperature]) : html`<p>${words.unfit}</p>`}
${chosen && html`<p class="small quiet">${chosen}</p>`}</section>`;
}

/** Sensitivity and specificity of parts of the films. */
export function groupsSection(report: EvaluationReport, { groups }: ReportResult): Html | null {
  if (groups.length === 0) return null;
  const words = documentWords.groups;
  const tables = groups.map(({ kind, rows, limits }) => {
    const range = limits ? `: ${limits.map((limit) => formatFigure(limit)).join(', ')}` : '';
    return table(
      `${REPORT_GROUPS[kind]}${range}`,
      words.head,
      rows.map(({ group, films, patients, sensitivity, specificity }) => [
        groupWords.names[group] ?? group,
        formatCount(films),
        formatCount(patients),
        figureText('sensitivity', sensitivity.value),
        intervalText('sensitivity', sensitivity.interval),
        figureText('specificity', specificity.value),
        intervalText('specificity', specificity.interval),
      ]),
    );
  });
  return html`<section><h2>${words.title}</h2>${besidePopulation(report)}${tables}</section>`;
}

/** Published figures of the same films. */
export function publishedSection(report: EvaluationReport): Html | null {
  if (report.published.length === 0) return null;
  const words = documentWords.published;
  const rows = report.published.map(({ source, figure, published, ours, interval, verdict }) => [
    PUBLISHED_SOURCES[source],
    FIGURE_NAMES[figure],
    PUBLISHED_VERDICTS[verdict],
    figureText(figure, published),
    figureText(figure, ours),
    intervalText(figure, interval),
  ]);
  return html`<section><h2>${words.title}</h2>${table('', words.head, rows, 'words')}<p class="small quiet">${words.note}</p>${besidePopulation(report)}</section>`;
}

/** Films answered wrongly, the worst first; as pictures where pictures are wanted. */
export function errorsSection(report: EvaluationReport): Html {
  const words = documentWords.errors;
  const { errors, wrong, results } = report;
  if (wrong === 0) return html`<section><h2>${words.title}</h2><p>${words.none}</p></section>`;
  const rows = errors.map(({ film, patient, truth, answer, probability, loss }) => [
    html`<bdi>${film}</bdi>`,
    formatCount(patient),
    truth,
    answer,
    formatPercent(probability),
    formatFigure(loss),
  ]);
  const pictures = errors.flatMap(({ picture, film, truth, answer }) =>
    picture
      ? [
          html`<li><img src="${picture}" alt="${film}"><bdi>${film}</bdi><br><span class="quiet">${truth} → ${answer}</span></li>`,
        ]
      : [],
  );
  return html`<section><h2>${words.title}</h2><p>${words.some(errors.length, wrong, results[0].judgement.films)}</p>${besidePopulation(report)}
${pictures.length > 0 && html`<ul class="films">${pictures}</ul>`}
${table('', words.head, rows, 'words')}</section>`;
}
