import { predictedOutputs, type ScoredFilms } from './predictions.ts';

/**
 * Counts of films, rows truth, columns predicted: `[classes][classes]`, with one more column at the end
 * when any film was given an output beyond the classes (always wrong).
 */
export function confusionMatrix(films: ScoredFilms, classes: number): number[][] {
  const predicted = predictedOutputs(films);
  const columns = predicted.some((output) => output >= classes) ? classes + 1 : classes;
  const matrix = Array.from({ length: classes }, () => new Array<number>(columns).fill(0));
  films.labels.forEach((label, film) => {
    const row = matrix[label];
    const column = Math.min(predicted[film] as number, columns - 1);
    if (row) row[column] = (row[column] as number) + 1;
  });
  return matrix;
}

/** Films on the diagonal and in all. */
export function correctOf(matrix: readonly (readonly number[])[]): { correct: number; films: number } {
  let correct = 0;
  let films = 0;
  matrix.forEach((row, label) => {
    correct += row[label] ?? 0;
    for (const count of row) films += count;
  });
  return { correct, films };
}

/** One class against the rest; null where its denominator is zero. */
export interface ClassRow {
  /** PPV. */
  readonly precision: number | null;
  /** Sensitivity to this class. */
  readonly recall: number | null;
  readonly f1: number | null;
  /** Films of this class. */
  readonly support: number;
}

/** Means over the classes, undefined figures counted as 0 as scikit-learn does. */
export interface MeanRow {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly support: number;
}

export interface ClassificationReport {
  readonly classes: readonly ClassRow[];
  readonly accuracy: number;
  readonly macro: MeanRow;
  readonly weighted: MeanRow;
}

/** Precision, recall and F1 per class with their means (scikit-learn's `classification_report`). */
export function classificationReport(matrix: readonly (readonly number[])[]): ClassificationReport {
  const classes = matrix.map((_, label) => classRow(matrix, label));
  const { correct, films } = correctOf(matrix);
  return {
    classes,
    accuracy: correct / films,
    macro: meanRow(classes, () => 1 / classes.length, films),
    weighted: meanRow(classes, (row) => row.support / films, films),
  };
}

function classRow(matrix: readonly (readonly number[])[], label: number): ClassRow {
  const hits = matrix[label]?.[label] ?? 0;
  const support = (matrix[label] ?? []).reduce((sum, count) => sum + count, 0);
  const predicted = matrix.reduce((sum, row) => sum + (row[label] ?? 0), 0);
  return {
    precision: predicted ? hits / predicted : null,
    recall: support ? hits / support : null,
    f1: support + predicted ? (2 * hits) / (support + predicted) : null,
    support,
  };
}

function meanRow(classes: readonly ClassRow[], weight: (row: ClassRow) => number, support: number): MeanRow {
  const mean = (figure: 'precision' | 'recall' | 'f1') =>
    classes.reduce((sum, row) => sum + weight(row) * (row[figure] ?? 0), 0);
  return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1'), support };
}
