import type { EvaluationReport } from '../../../../core/report/evaluation-report.ts';
import { formatCount } from '../../../shared/format.ts';
import { isPaperDataset } from '../../../shared/paper.ts';
import { CLAIM_ITEMS, claimWords } from '../../../words/claim.ts';
import { documentWords } from '../../../words/report.ts';
import { planText } from './data-sections.ts';
import { type Html, html } from './html.ts';

/** The checklist, each item filled from the run or marked open. */
export function claimSection(report: EvaluationReport): Html {
  const words = documentWords.claim;
  const answers = claimAnswers(report);
  const rows = CLAIM_ITEMS.map(({ number, section, asks }) => {
    const answer = answers.get(number);
    return html`<tr${!answer && html` class="open"`}><th scope="row">${number}</th><td>${section}</td><td>${asks}</td><td>${answer ?? claimWords.open}</td></tr>`;
  });
  return html`<section><h2>${words.title}</h2><p>${words.intro(answers.size, CLAIM_ITEMS.length)}</p>
<div class="scroll"><table class="words"><thead><tr>${words.head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div></section>`;
}

/** What the run can say to each item, by number. */
export function claimAnswers(report: EvaluationReport): ReadonlyMap<number, string> {
  const filled = { ...fromData(report), ...fromModel(report), ...fromResults(report) };
  return new Map(
    Object.entries(filled).flatMap(([number, answer]) => (answer ? [[Number(number), answer] as const] : [])),
  );
}

type Answers = Readonly<Record<number, string | false>>;

function fromData({ data, division, model, learned }: EvaluationReport): Answers {
  const { channels, imageSize, interpolation } = model.preprocessing;
  const ignored = Object.values(data.ignored).reduce((sum, count) => sum + count, 0);
  const { validation, seed, leftOut } = division.plan;
  const isOwn = data.layout === 'classes-only' || validation === 'patients' || validation === 'films';
  return {
    3: claimWords.background,
    5: data.source === 'synthetic' ? claimWords.synthetic : claimWords.retrospective,
    6: claimWords.goal,
    7: sourceText(data),
    8: claimWords.exclusion(leftOut.length, ignored),
    9: claimWords.preprocessing(imageSize, interpolation, documentWords.model[channels === 1 ? 'grey' : 'colour']),
    10: claimWords.subsets,
    11: claimWords.identity,
    12: claimWords.missing,
    14: claimWords.labels,
    // Of other films than those it learned from, the division says nothing of its training.
    19:
      (learned?.isSameSet ?? true) &&
      `${isOwn ? claimWords.division.own(seed) : claimWords.division.folder} ${documentWords.data.plan}: ${planText(division)}.`,
    20:
      validation === 'films'
        ? claimWords.disjointFilm
        : !isOwn
          ? claimWords.disjointFolder
          : claimWords.disjointPatient(documentWords.data.rules[data.patientRule](data.namesUnderstood)),
    35: claimWords.counts,
  };
}

function sourceText({ source, classNames, name }: EvaluationReport['data']): string {
  if (source === 'synthetic') return claimWords.synthetic;
  return isPaperDataset(classNames, source)
    ? `${claimWords.folder(name)} ${claimWords.published}`
    : claimWords.folder(name);
}

function fromModel({ model }: EvaluationReport): Answers {
  const { config, parameters, backends, weights } = model;
  if (!config) return {};
  return {
    1: claimWords.deep(config.architecture),
    22: claimWords.model(formatCount(parameters), config.architecture),
    23: claimWords.software(backends.join(', ')),
    24: claimWords.initial(config.seed),
    25: claimWords.training,
    26: claimWords.chosen[weights],
    27: claimWords.ensemble(config.averageWeights > 0),
  };
}

function fromResults({ results, wrong, learned }: EvaluationReport): Answers {
  const [{ groups }] = results;
  return {
    28: claimWords.metrics,
    29: claimWords.uncertainty,
    30: groups.length > 0 && claimWords.subgroups,
    31: claimWords.explain,
    32: learned?.isSameSet === true && claimWords.internal,
    33: learned?.isSameSet === false && claimWords.external(learned.name),
    37: claimWords.performance,
    38: claimWords.performance,
    39: claimWords.failures(wrong),
    40: claimWords.limits,
    43: claimWords.available,
  };
}
