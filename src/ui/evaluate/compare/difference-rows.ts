import type { ClassFigure, OverallFigure } from '../../../core/metrics/columns.ts';
import type { Comparison, Difference } from '../../../core/metrics/comparison/compare.ts';
import { type Figure, type Interval, isMissing, type Missing } from '../../../core/metrics/figure.ts';
import { FIGURE_NAMES } from '../../words/judged.ts';
import { figureText, missingText } from '../figure-text.ts';
import { isShare } from '../figures/measured-words.ts';

/** One figure of two networks, in words. */
export interface DifferenceRow {
  readonly key: OverallFigure | ClassFigure;
  readonly name: string;
  readonly first: string;
  readonly second: string;
  readonly value: string;
  readonly interval: string;
  readonly verdict: Difference['verdict'];
}

const OVERALL = ['accuracy', 'balancedAccuracy', 'mcc', 'brier', 'logLoss'] as const;
const OF_CLASS = ['sensitivity', 'specificity', 'auc', 'averagePrecision'] as const;

/** The figures that are compared: of all films, and of the positive class of two, or as means over more classes. */
export function differenceRows(comparison: Comparison, positive: number): DifferenceRow[] {
  const { overall, classes, macro } = comparison;
  const ofClass = classes.length === 2 ? (classes[positive] ?? macro) : macro;
  return [...OVERALL.map((key) => row(key, overall[key])), ...OF_CLASS.map((key) => row(key, ofClass[key]))];
}

function row(key: OverallFigure | ClassFigure, { first, second, value, interval, verdict }: Difference): DifferenceRow {
  return {
    key,
    name: FIGURE_NAMES[key],
    first: figureText(key, first),
    second: figureText(key, second),
    value: differenceText(key, value),
    interval: limitsText(key, interval),
    verdict,
  };
}

function differenceText(key: OverallFigure | ClassFigure, value: Figure): string {
  if (isMissing(value)) return missingText(value);
  return isShare(key) ? `${signed(value * 100, 1)} points` : signed(value, 3);
}

function limitsText(key: OverallFigure | ClassFigure, interval: Interval | Missing): string {
  if (isMissing(interval)) return missingText(interval);
  const [scale, digits] = isShare(key) ? [100, 1] : [1, 3];
  return `${signed(interval.low * scale, digits)} to ${signed(interval.high * scale, digits)}`;
}

/** A minus sign of its own, and a plus where it is more than nothing. */
function signed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  const number = Number(text);
  if (number === 0) return (0).toFixed(digits);
  return number > 0 ? `+${text}` : text.replace('-', '−');
}
