import type { EvaluationReport } from '../../../../core/report/evaluation-report.ts';
import { formatCount, formatDate } from '../../../shared/format.ts';
import { commonWords, SPLIT_WORDS } from '../../../words/common.ts';
import { documentWords } from '../../../words/report.ts';
import { figureText, intervalText } from '../../figure-text.ts';
import { calibrationSection } from './calibration-section.ts';
import { claimSection } from './claim-section.ts';
import { dataSection, looksSection } from './data-sections.ts';
import { figuresSection, keyFigures } from './figures-section.ts';
import { facts, type Html, html } from './html.ts';
import { errorsSection, groupsSection, pointsSection, publishedSection } from './result-sections.ts';
import { REPORT_STYLE } from './style.ts';
import { trainingSection } from './training-section.ts';

/** The report as one HTML document that loads nothing, runs nothing and prints well. */
export function reportHtml(report: EvaluationReport): string {
  const { data, madeAt, population, results } = report;
  const [first, ...others] = results;
  const document = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${documentWords.title}: ${data.name}</title><style>${{ markup: REPORT_STYLE }}</style></head>
<body><main>
<h1>${documentWords.title}</h1>
<p class="quiet">${documentWords.by(`${data.name}, ${SPLIT_WORDS[first.split]}`, formatDate(madeAt))}</p>
<p class="who"><strong>${documentWords.tool}</strong> ${population}</p>
${keyFigures(report)}
${looksSection(report)}
${dataSection(report)}
${trainingSection(report)}
${figuresSection(report, first)}
${publishedSection(report)}
${pointsSection(report)}
${calibrationSection(report, first)}
${groupsSection(report, first)}
${errorsSection(report)}
${others.map((result) => figuresSection(report, result))}
${cardSection(report)}
${claimSection(report)}
</main></body></html>
`;
  return document.markup;
}

function learnedText(learned: EvaluationReport['learned']): string {
  if (!learned) return documentWords.card.unknown;
  const { name, films, patients } = learned;
  if (films === null) return `${name}.`;
  return `${name}: ${commonWords.films(films)}${patients === null ? '' : ` of ${formatCount(patients)} patients`}.`;
}

function cardSection({ data, learned, results, population, looks }: EvaluationReport): Html {
  const { card } = documentWords;
  const [{ judgement, split }] = results;
  const { accuracy } = judgement.overall;
  const rows = card.rows({
    classes: data.classNames.join(', '),
    population,
    data: learnedText(learned),
    figure: `${SPLIT_WORDS[split]} accuracy ${figureText('accuracy', accuracy.value)} (${intervalText('accuracy', accuracy.interval)}), ${commonWords.films(judgement.films)} of ${formatCount(judgement.patients)} patients.`,
    looks: looks.length,
  });
  return html`<section><h2>${card.title}</h2>${facts(rows)}</section>`;
}
