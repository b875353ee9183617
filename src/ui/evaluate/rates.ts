/** Films of one class against all others, from a confusion matrix. */
export interface BinaryCounts {
  readonly truePositive: number;
  readonly falseNegative: number;
  readonly falsePositive: number;
  readonly trueNegative: number;
}

/** Counts of `positive` against the rest; rows truth, columns predicted, columns beyond the classes are negative answers. */
export function binaryCounts(matrix: readonly (readonly number[])[], positive: number): BinaryCounts {
  const counts = { truePositive: 0, falseNegative: 0, falsePositive: 0, trueNegative: 0 };
  matrix.forEach((row, truth) => {
    row.forEach((films, predicted) => {
      if (truth === positive) counts[predicted === positive ? 'truePositive' : 'falseNegative'] += films;
      else counts[predicted === positive ? 'falsePositive' : 'trueNegative'] += films;
    });
  });
  return counts;
}
