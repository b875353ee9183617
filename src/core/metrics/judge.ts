import type { Rng } from '../base/rng.ts';
import { type Reliability, reliabilityOf } from './calibration/reliability.ts';
import { byScope, type FigureName, type FiguresByScope, figureNames } from './columns.ts';
import { delongInterval } from './delong.ts';
import { countPatients, DRAWS, PatientDraws } from './draws.ts';
import { patientsBehind, whyUndefined } from './evidence.ts';
import type { Measured, Missing } from './figure.ts';
import { FigureTable } from './figure-table.ts';
import { measure, wilsonInterval } from './interval.ts';
import { type CountMatrix, countsAgainst, marginsOf } from './rates.ts';
import { against, decide, problemOf, type Scores } from './scores.ts';

/** How a split is judged. */
export interface JudgeOptions {
  /** Cut on the positive class of two; null (and any number of classes but two): argmax. */
  readonly threshold: number | null;
  /** Draws of the bootstrap by patient, 2,000 unless given. */
  readonly draws?: number;
}

/** Every figure of one split at one operating point. */
export interface Judgement extends FiguresByScope<Measured> {
  readonly films: number;
  readonly patients: number;
  readonly draws: number;
  /** Films of each class, `[classes]`. */
  readonly support: readonly number[];
  /** Rows truth, columns predicted; one more column where some answer lies beyond the classes. */
  readonly matrix: readonly (readonly number[])[];
  readonly reliability: Reliability;
}

/** Figures of `scores` with their intervals, drawn from `rng`; see `judgeSteps` for the same in steps. */
export function judge(scores: Scores, options: JudgeOptions, rng: Rng): Judgement {
  const steps = judgeSteps(scores, options, rng);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `judge`; yields the share done after every 50 draws, so that a worker can give its event loop a turn or stop. */
export function* judgeSteps(scores: Scores, options: JudgeOptions, rng: Rng): Generator<number, Judgement> {
  const answers = decide(scores, options.threshold);
  const { draws = DRAWS } = options;
  const problem = problemOf(scores);
  if (problem) return missingJudgement(scores, problem);
  const table = new FigureTable(scores, answers);
  const columns = yield* drawColumns([table], new PatientDraws(scores.clusters, rng), draws);
  return judgement(scores, { answers, table, columns, draws });
}

/**
 * Figures of each draw by column; of two tables the second less the first, both on the same draw, which is what makes a
 * comparison paired.
 */
export function* drawColumns(
  tables: readonly [FigureTable, FigureTable?],
  source: PatientDraws,
  draws: number,
): Generator<number, readonly Float64Array[]> {
  const [first, second] = tables;
  const columns = Array.from({ length: first.width }, () => new Float64Array(draws));
  const row = new Float64Array(first.width);
  const other = new Float64Array(first.width);
  for (let draw = 0; draw < draws; draw++) {
    const weights = source.next();
    first.fill(weights, row);
    second?.fill(weights, other);
    columns.forEach((column, k) => {
      column[draw] = second ? (other[k] as number) - (row[k] as number) : (row[k] as number);
    });
    if (draw % 50 === 49) yield (draw + 1) / draws;
  }
  return columns;
}

/** What the figures of one split are put together from. */
interface Parts {
  readonly answers: Uint8Array;
  readonly table: FigureTable;
  readonly columns: readonly Float64Array[];
  readonly draws: number;
}

function judgement(scores: Scores, { answers, table, columns, draws }: Parts): Judgement {
  const { classes, clusters } = scores;
  const ones = new Float64Array(scores.labels.length).fill(1);
  const values = new Float64Array(table.width);
  table.fill(ones, values);
  const matrix = table.count(ones);
  const names = figureNames(classes);
  const figures = byScope(classes, (place) => {
    const name = names[place] as FigureName;
    const value = values[place] as number;
    return measure({
      value: Number.isFinite(value) ? value : { reason: whyUndefined(matrix, name) },
      draws: columns[place] as Float64Array,
      patients: patientsBehind(scores, answers, name),
      ...textbook(scores, matrix, name),
    });
  });
  return {
    ...figures,
    films: scores.labels.length,
    patients: countPatients(clusters),
    draws,
    support: [...marginsOf(matrix).rows],
    matrix: toRows(matrix),
    reliability: reliabilityOf(scores),
  };
}

function missingJudgement(scores: Scores, problem: Missing): Judgement {
  const { classes, labels } = scores;
  const nothing: Measured = { value: problem, interval: problem, method: 'bootstrap', reference: null, share: null };
  return {
    ...byScope(classes, () => nothing),
    films: labels.length,
    patients: countPatients(scores.clusters),
    draws: 0,
    support: Array.from({ length: classes }, (_, label) => labels.filter((own) => own === label).length),
    matrix: [],
    reliability: reliabilityOf(scores),
  };
}

/** The textbook interval of a figure, and its share in films. */
function textbook(
  scores: Scores,
  matrix: CountMatrix,
  { scope, figure }: FigureName,
): Pick<Measured, 'reference' | 'share'> {
  if (figure === 'auc' && typeof scope === 'number') {
    return { reference: { method: 'delong', interval: delongInterval(against(scores, scope)) }, share: null };
  }
  const share = shareOf(matrix, { scope, figure });
  return share
    ? { reference: { method: 'wilson', interval: wilsonInterval(share.hits, share.of) }, share }
    : { reference: null, share };
}

function shareOf(matrix: CountMatrix, { scope, figure }: FigureName): Measured['share'] {
  const margins = marginsOf(matrix);
  if (figure === 'accuracy') return { hits: margins.correct, of: margins.total };
  if (typeof scope !== 'number') return null;
  const { tp, fp, fn, tn } = countsAgainst(matrix, margins, scope);
  const shares: Partial<Record<FigureName['figure'], Measured['share']>> = {
    sensitivity: { hits: tp, of: tp + fn },
    specificity: { hits: tn, of: tn + fp },
    ppv: { hits: tp, of: tp + fp },
    npv: { hits: tn, of: tn + fn },
  };
  return shares[figure] ?? null;
}

function toRows({ classes, cells }: CountMatrix): number[][] {
  const rows = Array.from({ length: classes }, (_, truth) => [
    ...cells.subarray(truth * (classes + 1), (truth + 1) * (classes + 1)),
  ]);
  const beyond = rows.some((row) => row[classes]);
  return beyond ? rows : rows.map((row) => row.slice(0, classes));
}
