import type { OperatingPoint } from '../../../app/evaluations.ts';
import { judgedWords } from '../../words/judged.ts';

const words = judgedWords.figures.at;

/** Says where a film is called `positive`. */
export function pointWords(point: OperatingPoint, positive: string): string {
  if (point.kind === 'argmax') return words.argmax;
  return words.threshold(positive, writeThreshold(point.threshold), words.how[point.kind]);
}

/** A threshold with three digits, never 0 or 1 unless it is. */
export function writeThreshold(threshold: number): string {
  if (threshold < 0.001 && threshold > 0) return threshold.toExponential(1);
  if (threshold > 0.999 && threshold < 1) return `1 − ${(1 - threshold).toExponential(1)}`;
  return threshold.toFixed(3);
}
