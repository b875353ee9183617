import { SPLITS } from '../../../../core/dataset/types.ts';
import type { EvaluationReport, ReportData, ReportDivision } from '../../../../core/report/evaluation-report.ts';
import { formatCount, formatDate } from '../../../shared/format.ts';
import { SPLIT_WORDS } from '../../../words/common.ts';
import { FINDING_WORDS, SEVERITY_WORDS } from '../../../words/findings.ts';
import { documentWords } from '../../../words/report.ts';
import { facts, type Html, html, table } from './html.ts';

/** When the test films were opened with this network. */
export function looksSection({ looks }: EvaluationReport): Html {
  const words = documentWords.looks;
  const rows = looks.map(({ at, weights, films }, i) => [
    String(i + 1),
    formatDate(at),
    documentWords.model.weights[weights],
    formatCount(films),
  ]);
  return html`<section><h2>${words.title}</h2>
<p>${looks.length ? words.count(looks.length) : words.never}</p>${looks.length > 0 && table('', words.head, rows, 'words')}</section>`;
}

/** The films: what was given, how the run divided them, what was found. */
export function dataSection(report: EvaluationReport): Html {
  const { data, division } = report;
  const words = documentWords.data;
  const ignored = Object.entries(data.ignored).map(([reason, count]) => `${formatCount(count)} ${reason}`);
  return html`<section><h2>${words.title}</h2>
${facts([
  [words.name, html`<bdi>${data.name}</bdi>`],
  [words.source, data.source],
  [words.fingerprint, data.fingerprint],
  [words.patients, words.rules[data.patientRule](data.namesUnderstood)],
  [words.plan, planText(division)],
  [words.leftOut, formatCount(division.plan.leftOut.length)],
  [words.ignored, ignored.join(', ') || documentWords.none],
])}
${countsTable(words.films, data.classNames, data)}
${countsTable(words.divided, data.classNames, division)}
${findingsPart(report)}</section>`;
}

/** Where validation films came from. */
export function planText({ plan }: ReportDivision): string {
  const words = documentWords.data.plans;
  const { validation, validationPercent, seed } = plan;
  if (validation === 'folder' || validation === 'none') return words[validation];
  return words[validation](validationPercent, seed);
}

function countsTable(
  caption: string,
  classNames: readonly string[],
  { films, patients }: Pick<ReportData, 'films' | 'patients'>,
): Html {
  const rows = SPLITS.map((split) => [
    SPLIT_WORDS[split],
    ...films[split].map(formatCount),
    formatCount(films[split].reduce((sum, count) => sum + count, 0)),
    formatCount(patients[split]),
  ]);
  return table(caption, documentWords.data.head(classNames), rows);
}

function findingsPart({ findings }: EvaluationReport): Html {
  const words = documentWords.findings;
  const rows = findings.map(
    ({ code, severity, text, actedOn }) => html`<tr><th scope="row">${FINDING_WORDS[code].title}</th>
<td>${SEVERITY_WORDS[severity]}</td><td>${text}</td><td>${actedOn ? words.actedOn : words.open}</td></tr>`,
  );
  return html`<h3>${words.title}</h3>${
    rows.length
      ? html`<div class="scroll"><table class="words"><thead><tr>${words.head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`
      : html`<p>${words.none}</p>`
  }`;
}
