import type { Rng } from '../../base/rng.ts';
import { byScope, type FigureName, type FiguresByScope, figureNames, type OverallFigure } from '../columns.ts';
import { delongVariance, placements } from '../delong.ts';
import { countPatients, DRAWS, PatientDraws } from '../draws.ts';
import { patientsBehind, whyUndefined } from '../evidence.ts';
import { type Figure, figureOr, type Interval, isMissing, type Measured, type Missing } from '../figure.ts';
import { FigureTable } from '../figure-table.ts';
import { FEWEST_PATIENTS, percentileInterval } from '../interval.ts';
import { drawColumns } from '../judge.ts';
import { normalPValue } from '../normal.ts';
import { against, decide, problemOf, type Scores } from '../scores.ts';
import { type McNemar, mcNemar } from './mcnemar.ts';

/** What may be said of the second run against the first; `no-interval` where nothing may. */
export type Verdict = 'better' | 'worse' | 'not-shown-to-differ' | 'no-interval';

/** Second run less first. */
export interface Difference {
  readonly first: Figure;
  readonly second: Figure;
  readonly value: Figure;
  /** Paired bootstrap by patient: both runs on the same drawn patients. */
  readonly interval: Interval | Missing;
  /** Decided by `interval` alone. */
  readonly verdict: Verdict;
}

/** DeLong's paired test of two AUCs on the same films; films are taken for independent. */
export interface DeLongTest {
  readonly z: Figure;
  readonly p: Figure;
}

/** Two trained networks on the same films. */
export interface Comparison extends FiguresByScope<Difference> {
  readonly films: number;
  readonly patients: number;
  readonly mcNemar: McNemar;
  /** Of the positive class. */
  readonly deLong: DeLongTest;
}

/** One run with its operating point (null: argmax). */
export interface Contender {
  readonly scores: Scores;
  readonly threshold: number | null;
}

/** Compares `second` with `first`; both must hold the same films in the same order, else the reason is given instead. */
export function compareRuns(
  first: Contender,
  second: Contender,
  rng: Rng,
  draws: number = DRAWS,
): Comparison | Missing {
  const steps = compareSteps(first, second, { rng, draws });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `compareRuns`; yields the share done after every 50 draws. */
export function* compareSteps(
  first: Contender,
  second: Contender,
  { rng, draws = DRAWS }: { readonly rng: Rng; readonly draws?: number },
): Generator<number, Comparison | Missing> {
  const refused = whyNotComparable(first.scores, second.scores);
  if (refused) return refused;
  const answers = [first, second].map(({ scores, threshold }) => decide(scores, threshold));
  const [before, after] = answers as [Uint8Array, Uint8Array];
  const tables: [FigureTable, FigureTable] = [
    new FigureTable(first.scores, before),
    new FigureTable(second.scores, after),
  ];
  const columns = yield* drawColumns(tables, new PatientDraws(first.scores.clusters, rng), draws);
  const { labels, clusters } = first.scores;
  const rightOnly = (one: Uint8Array, other: Uint8Array) =>
    labels.filter((label, film) => one[film] === label && other[film] !== label).length;
  return {
    ...differences(tables, columns, (name) =>
      Math.min(...answers.map((given) => patientsBehind(first.scores, given, name))),
    ),
    films: labels.length,
    patients: countPatients(clusters),
    mcNemar: mcNemar(rightOnly(before, after), rightOnly(after, before)),
    deLong: deLongTest(first.scores, second.scores),
  };
}

function whyNotComparable(first: Scores, second: Scores): Missing | null {
  if (first.classes !== second.classes || first.positive !== second.positive) return { reason: 'other-classes' };
  const same = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    a.length === b.length && Array.from(a).every((value, i) => value === b[i]);
  if (!same(first.labels, second.labels) || !same(first.clusters, second.clusters)) return { reason: 'other-films' };
  return problemOf(first) ?? problemOf(second);
}

function differences(
  [first, second]: readonly [FigureTable, FigureTable],
  columns: readonly Float64Array[],
  patients: (name: FigureName) => number,
): FiguresByScope<Difference> {
  const names = figureNames(first.classes);
  const ones = new Float64Array(first.films).fill(1);
  const valuesOf = (table: FigureTable) => {
    const values = new Float64Array(table.width);
    table.fill(ones, values);
    return (place: number) =>
      figureOr(values[place] as number, whyUndefined(table.count(ones), names[place] as FigureName));
  };
  const one = valuesOf(first);
  const two = valuesOf(second);
  return byScope(first.classes, (place) => {
    const name = names[place] as FigureName;
    const few = patients(name) < FEWEST_PATIENTS;
    const interval: Interval | Missing = few
      ? { reason: 'few-patients' }
      : percentileInterval(columns[place] as Float64Array);
    return difference(one(place), two(place), { name, interval });
  });
}

const LOWER_IS_BETTER: readonly string[] = ['loss', 'brier', 'logLoss'] satisfies OverallFigure[];

function difference(
  first: Figure,
  second: Figure,
  { name, interval }: { name: FigureName; interval: Interval | Missing },
): Difference {
  if (isMissing(first) || isMissing(second)) {
    const reason = isMissing(first) ? first : (second as Missing);
    return { first, second, value: reason, interval: reason, verdict: 'no-interval' };
  }
  const value = second - first;
  const gain = LOWER_IS_BETTER.includes(name.figure) ? -1 : 1;
  return { first, second, value, interval, verdict: verdictOf(interval, value, gain) };
}

/** Where no draw differs from another, the difference is the same for every patient, and its sign decides. */
function verdictOf(interval: Interval | Missing, value: number, gain: 1 | -1): Verdict {
  const missing = isMissing(interval);
  if (missing && interval.reason !== 'no-variation') return 'no-interval';
  const { low, high } = missing ? { low: value, high: value } : interval;
  if (low <= 1e-12 && high >= -1e-12) return 'not-shown-to-differ';
  return low > 0 === gain > 0 ? 'better' : 'worse';
}

/** DeLong's paired test of the positive class. */
export function deLongTest(first: Scores, second: Scores): DeLongTest {
  const a = placements(against(first, first.positive));
  const b = placements(against(second, second.positive));
  const none = (reason: Missing['reason']): DeLongTest => ({ z: { reason }, p: { reason } });
  if (!a || !b) return none('one-class');
  const variance = delongVariance(a, a) + delongVariance(b, b) - 2 * delongVariance(a, b);
  if (Number.isNaN(variance)) return none('few-films');
  if (variance <= 1e-20) return none('no-variation');
  const z = (b.auc - a.auc) / Math.sqrt(variance);
  return { z, p: normalPValue(z) };
}

/** Whether a published figure without per-film outputs lies within our interval: all that may be said of it. */
export function againstPublished({ value, interval }: Measured, published: number): 'inside' | 'outside' | Missing {
  if (isMissing(value)) return value;
  if (isMissing(interval)) return interval;
  return published >= interval.low && published <= interval.high ? 'inside' : 'outside';
}
