import type { FigureName } from './columns.ts';
import { countPatients } from './draws.ts';
import type { Reason } from './figure.ts';
import { type CountMatrix, marginsOf } from './rates.ts';
import type { Scores } from './scores.ts';

/** Why a figure of this matrix does not exist. */
export function whyUndefined(matrix: CountMatrix, { scope }: FigureName): Reason {
  const { rows } = marginsOf(matrix);
  const present = rows.filter((row) => row > 0).length;
  if (present < 2) return 'one-class';
  if (typeof scope === 'number' ? !rows[scope] : scope !== 'overall' && present < rows.length) return 'class-missing';
  return 'never-predicted';
}

/** Patients who decide how sure a figure can be: those in a share's denominator, else those of the smallest side. */
export function patientsBehind(
  { labels, clusters, classes }: Scores,
  answers: Uint8Array,
  { scope, figure }: FigureName,
): number {
  const of = (values: Uint8Array, label: number, same: boolean) =>
    countPatients(clusters, (film) => (values[film] === label) === same);
  if (scope === 'overall') {
    // Means over classes are as unsure as the class with the fewest.
    const isOfClasses = figure === 'balancedAccuracy' || figure === 'mcc' || figure === 'kappa';
    return isOfClasses
      ? Math.min(...[...new Set(labels)].map((label) => of(labels, label, true)))
      : countPatients(clusters);
  }
  const smallerSide = (label: number) => Math.min(of(labels, label, true), of(labels, label, false));
  if (typeof scope !== 'number') return Math.min(...Array.from({ length: classes }, (_, label) => smallerSide(label)));
  if (figure === 'sensitivity' || figure === 'specificity') return of(labels, scope, figure === 'sensitivity');
  if (figure === 'ppv' || figure === 'npv') return of(answers, scope, figure === 'ppv');
  return smallerSide(scope);
}
