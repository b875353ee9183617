import { type Evaluation, type Evaluations, evaluationOf } from '../../../app/evaluations.ts';
import { judgedModel, judgedRecord } from '../../../app/judged-model.ts';
import { filmsOfRun, isOfRun } from '../../../app/run-films.ts';
import type { AppState } from '../../../app/state.ts';
import { fileNameOf } from '../../../core/dataset/film-name.ts';
import type { DatasetIndex } from '../../../core/dataset/types.ts';
import { decide } from '../../../core/metrics/scores.ts';
import { describeDivision, describeFilms } from '../../../core/report/dataset-report.ts';
import type {
  EvaluationReport,
  ReportDivision,
  ReportError,
  ReportLearned,
  ReportModel,
  ReportResult,
} from '../../../core/report/evaluation-report.ts';
import { filmName } from '../../../core/report/films-csv.ts';
import { publishedBeside } from '../../../core/report/published.ts';
import { planOf, type SplitPlan } from '../../../core/training/config.ts';
import { describeFindings } from '../../shared/describe-findings.ts';
import { populationOf } from '../../shared/population.ts';
import { BACKEND_WORDS } from '../../words/common.ts';
import { documentWords } from '../../words/report.ts';

/** Films listed as errors. */
const MOST_ERRORS = 24;

/** What a report may hold of single films. */
export interface ReportWish {
  /** Whether film names, and pictures got by `picture`, may be in it. */
  readonly withFilms: boolean;
  /** ISO 8601. */
  readonly madeAt: string;
  /** A small picture of a sample as a data address; null where there is none. */
  readonly picture: (sample: number) => Promise<string | null>;
}

/** A judged split whose every figure is there; null while one is being drawn. */
export function resultOf({ split, outputs, scores, judged, curves }: Evaluation): ReportResult | null {
  if (!judged?.groups || !curves) return null;
  return { split, scores, loss: outputs.loss, judgement: judged.judgement, curves, groups: judged.groups };
}

/** The report on `evaluation`, with the other split beside it where that was judged; null while figures are being drawn. */
export async function gatherReport(
  state: AppState,
  evaluation: Evaluation,
  wish: ReportWish,
): Promise<EvaluationReport | null> {
  const { dataset, evaluations } = state;
  const first = resultOf(evaluation);
  const { judged } = evaluation;
  if (!('index' in dataset) || !first || !judged) return null;
  const { index } = evaluation;
  const data = describeFilms(index);
  const division = describeDivision(index, planIn(state), dataset.kind === 'ready' ? dataset.report.failed : []);
  const { errors, wrong } = await listErrors({ evaluation, index, threshold: thresholdIn(judged) }, wish);
  return {
    version: 1,
    madeAt: wish.madeAt,
    population: populationOf(state),
    data,
    division,
    findings: describeFindings(state, wish.withFilms),
    model: modelOf(state, evaluation),
    learned: learnedFrom(state, index, division),
    looks: evaluations.looks ?? [],
    point: { kind: judged.point.kind, threshold: thresholdIn(judged) },
    results: [first, ...others(evaluations, evaluation)],
    fit: evaluations.fits[evaluation.weights] ?? null,
    published: publishedBeside(first.judgement, { ...data, split: evaluation.split }),
    errors,
    wrong,
  };
}

function thresholdIn({ point }: NonNullable<Evaluation['judged']>): number | null {
  return point.kind === 'argmax' ? null : point.threshold;
}

function others(evaluations: Evaluations, { split, weights }: Evaluation): ReportResult[] {
  const other = evaluationOf(evaluations, split === 'test' ? 'validation' : 'test', weights);
  const result = other && resultOf(other);
  return result ? [result] : [];
}

function planIn(state: AppState): SplitPlan {
  const { config, leftOut } = state;
  const model = judgedModel(state);
  if (model.kind === 'trained') return model.plan;
  return model.kind === 'loaded' && model.record.run ? model.record.run.plan : planOf(config, leftOut);
}

/** What its run noted of the films it learned from; of other films than those, their division says nothing. */
function learnedFrom(state: AppState, index: DatasetIndex, here: ReportDivision): ReportLearned | null {
  const model = judgedModel(state);
  const run = filmsOfRun(model);
  if (!run) return null;
  const isSameSet = isOfRun(model, index);
  const kept = model.kind === 'loaded' ? model.record.run?.divided : null;
  const division = isSameSet ? here : kept;
  const films = division?.films.train.reduce((sum, count) => sum + count, 0);
  return { name: run.name, films: films ?? null, patients: division?.patients.train ?? null, isSameSet };
}

function modelOf(state: AppState, { weights }: Evaluation): ReportModel {
  const model = judgedModel(state);
  if (model.kind === 'none') throw new Error('a report without a network');
  const { parameters, preprocessing, backend } = model.current;
  const about = { parameters, preprocessing, weights };
  const trained = judgedRecord(state);
  if (trained) {
    const { facts, epochs: history } = trained;
    return { ...about, name: null, config: facts.config, history, backends: backendsOf(facts.backend, history) };
  }
  if (model.kind === 'loaded' && model.record.run) {
    const { name, run: kept } = model.record;
    const { config, history } = kept;
    return { ...about, name, config, history, backends: backendsOf(kept.backend, history) };
  }
  return { ...about, name: null, config: null, history: [], backends: [documentWords.judgedOn(backend.renderer)] };
}

function backendsOf(
  { backend, renderer }: { backend: keyof typeof BACKEND_WORDS; renderer: string },
  history: ReportModel['history'],
): string[] {
  const others = new Set(
    history.flatMap((epoch) => (epoch.backend && epoch.backend !== backend ? [epoch.backend] : [])),
  );
  return [`${BACKEND_WORDS[backend]} (${renderer})`, ...[...others].map((name) => BACKEND_WORDS[name])];
}

interface Judged {
  readonly evaluation: Evaluation;
  readonly index: DatasetIndex;
  readonly threshold: number | null;
}

async function listErrors(
  { evaluation, index, threshold }: Judged,
  { withFilms, picture }: ReportWish,
): Promise<Pick<EvaluationReport, 'errors' | 'wrong'>> {
  const { scores, outputs } = evaluation;
  const { labels, losses, probabilities, classes, clusters } = scores;
  const answers = decide(scores, threshold);
  const wrong = [...labels.keys()].filter((film) => answers[film] !== labels[film]);
  const worst = wrong.sort((a, b) => (losses[b] as number) - (losses[a] as number)).slice(0, MOST_ERRORS);
  const names = withFilms ? filmNames(outputs.samples, index) : null;
  const nameOf = (label: number) => index.classNames[label] ?? documentWords.results.other;
  const listed = worst.map(async (film): Promise<ReportError> => {
    const truth = labels[film] as number;
    return {
      film: filmName({ samples: outputs.samples, names }, film),
      patient: clusters[film] as number,
      truth: nameOf(truth),
      answer: nameOf(answers[film] as number),
      probability: probabilities[film * classes + truth] as number,
      loss: losses[film] as number,
      picture: withFilms ? await picture(outputs.samples[film] as number) : null,
    };
  });
  return { errors: await Promise.all(listed), wrong: wrong.length };
}

/** File names of samples, without their folders. */
export function filmNames(samples: Uint32Array, { paths }: DatasetIndex): string[] {
  return Array.from(samples, (sample) => fileNameOf(paths[sample] ?? ''));
}
