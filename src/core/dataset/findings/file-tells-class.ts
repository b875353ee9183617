import type { FilmFacts } from '../facts.ts';
import type { DatasetIndex } from '../types.ts';
import { filmsToCompare } from './films-to-compare.ts';
import { type NamedFigure, nameStrongest } from './named.ts';
import { FILE_PROPERTIES, type Property, propertiesOf } from './properties.ts';
import { type BinnedColumns, toColumns } from './stumps.ts';
import { type ToldApart, tellApart, tellOthersApart } from './told-apart.ts';
import type { Finding } from './types.ts';

/** AUC that chance may reach with a small set is not told: two standard errors below it must still be this much. */
const LEAST_AUC = 0.6;

/** From here on a network that learned nothing but the file would pass for one that reads films. */
const SERIOUS_AUC = 0.75;

/** A property that tells less by itself is not named. */
const LEAST_ALONE = 0.55;

/** The question 'is it this class?' for every class, or for the second one where there are two. */
interface Questions {
  readonly index: DatasetIndex;
  readonly films: Uint32Array;
  readonly labels: readonly number[];
}

/**
 * How well bytes, size, shape, format, profile and compression of a training film's file alone tell its class: a network sees
 * traces of them, and what it learns from those is worth nothing on films from elsewhere. More than two classes: the mean over
 * classes, each against the rest. `first` to `third` are the properties that tell most, with the AUC of each alone;
 * `testAuc` is that of the same classifier on the test films.
 */
export function fileTellsClass(index: DatasetIndex, facts: FilmFacts): Finding | null {
  const labels = index.classNames.length === 2 ? [1] : [...index.classNames.keys()];
  const questions = { index, labels, films: filmsToCompare(index, facts, 0, labels.length) };
  const properties = propertiesOf(FILE_PROPERTIES, index.sizes, facts);
  const columns = toColumns(properties.map(({ values }) => values));
  const found = answer(questions, columns);
  if (!found || found.auc - 2 * found.standardError < LEAST_AUC) return null;
  const testAuc = answerTest(questions, columns, filmsToCompare(index, facts, 2, 1));
  const named = nameStrongest(eachAlone(questions, properties, columns));
  return {
    code: 'file-tells-class',
    severity: found.auc >= SERIOUS_AUC ? 'serious' : 'warning',
    numbers: {
      ...found,
      films: questions.films.length,
      ...(testAuc === null ? {} : { testAuc }),
      ...named.numbers,
    },
    names: named.names,
    films: [],
    groups: [],
    action: null,
    leaveOut: [],
  };
}

function answer({ index, films, labels }: Questions, columns: BinnedColumns): ToldApart | null {
  const answers = labels
    .map((label) => tellApart(columns, { films, patients: index.patients, isPositive: isOf(index, label) }))
    .filter((found) => found !== null);
  if (answers.length === 0) return null;
  const mean = (value: (found: ToldApart) => number) => answers.reduce((sum, a) => sum + value(a), 0) / answers.length;
  return { auc: mean(({ auc }) => auc), standardError: mean(({ standardError }) => standardError) };
}

function answerTest({ index, films, labels }: Questions, columns: BinnedColumns, judged: Uint32Array): number | null {
  const aucs = labels
    .map((label) =>
      tellOthersApart(columns, { films, patients: index.patients, isPositive: isOf(index, label) }, judged),
    )
    .filter((auc) => auc !== null);
  return aucs.length === 0 ? null : aucs.reduce((sum, auc) => sum + auc, 0) / aucs.length;
}

function isOf({ labels }: DatasetIndex, wanted: number): Uint8Array {
  return labels.map((label) => Number(label === wanted));
}

function eachAlone(
  questions: Questions,
  properties: readonly Property[],
  { columns, bins }: BinnedColumns,
): NamedFigure[] {
  return properties
    .map(({ name }, i) => ({ name, figure: answer(questions, { columns: columns.slice(i, i + 1), bins })?.auc ?? 0.5 }))
    .filter(({ figure }) => figure >= LEAST_ALONE);
}
