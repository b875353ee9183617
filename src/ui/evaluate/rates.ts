/** Films of one class against all others, from a confusion matrix. */
export interface BinaryCounts {
  readonly truePositive: number;
  readonly falseNegative: number;
  readonly falsePositive: number;
  readonly trueNegative: number;
}

/** The class a finding stands for: the one not called normal; the second where names do not tell. */
export function positiveLabel(classNames: readonly string[]): number {
  const isHealthy = (name: string) => /^(normal|healthy|negative|control|clear|no[ _-]?finding)s?$/i.test(name);
  const findings = classNames.flatMap((name, label) => (isHealthy(name) ? [] : [label]));
  return findings.length === 1 ? (findings[0] as number) : 1;
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
