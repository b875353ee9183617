import type { ClassFigure, OverallFigure } from '../../core/metrics/columns.ts';
import {
  type Figure,
  type Interval,
  isMissing,
  type Measured,
  type Missing,
  type Reason,
} from '../../core/metrics/figure.ts';
import { formatFigure, formatPercent } from '../shared/format.ts';

type FigureKey = OverallFigure | ClassFigure;

/** Figures by their names in a report; total. */
export const REPORT_FIGURES: Readonly<Record<FigureKey, string>> = {
  loss: 'Loss (as trained)',
  accuracy: 'Accuracy',
  balancedAccuracy: 'Balanced accuracy',
  mcc: 'Matthews correlation',
  kappa: 'Cohen’s kappa',
  brier: 'Brier score',
  logLoss: 'Log loss',
  sensitivity: 'Sensitivity (recall)',
  specificity: 'Specificity',
  ppv: 'PPV (precision)',
  npv: 'NPV',
  f1: 'F1',
  auc: 'AUC',
  averagePrecision: 'Average precision',
};

/** Why there is no number; total. */
export const REPORT_REASONS: Readonly<Record<Reason, string>> = {
  'no-films': 'no films',
  'one-class': 'films of one class only',
  'class-missing': 'a class has no films',
  'never-predicted': 'a class was never predicted',
  'not-a-number': 'the network gave no numbers: it diverged',
  'few-patients': 'fewer than 20 patients',
  'few-films': 'too few films',
  'no-variation': 'every draw gives the same',
  unstable: 'missing in too many draws',
  'too-few-validation-films': 'fewer than 50 validation films of some class',
  separable: 'the classes are divided without an error',
  'no-signal': 'no better than chance',
  'out-of-reach': 'no threshold reaches it',
  'other-classes': 'the networks know other classes',
  'other-films': 'not the same films',
};

const SHARES: ReadonlySet<FigureKey> = new Set([
  'accuracy',
  'balancedAccuracy',
  'sensitivity',
  'specificity',
  'ppv',
  'npv',
]);

/** A figure in its own unit: `92.6 %`, `0.9671`, or a dash with the reason. */
export function figureText(key: FigureKey, value: Figure): string {
  if (isMissing(value)) return missingText(value);
  return SHARES.has(key) ? formatPercent(value) : formatFigure(value);
}

/** A difference with its sign, shares in points: `+1.4 points`. */
export function differenceText(key: FigureKey, value: Figure): string {
  if (isMissing(value)) return missingText(value);
  return SHARES.has(key) ? `${signed(value * 100, 1)} points` : signed(value, 4);
}

/** Limits of a difference, in the unit of `differenceText`. */
export function differenceInterval(key: FigureKey, interval: Interval | Missing): string {
  if (isMissing(interval)) return missingText(interval);
  const { low, high } = interval;
  return SHARES.has(key)
    ? `${signed(low * 100, 1)} to ${signed(high * 100, 1)}`
    : `${signed(low, 4)} to ${signed(high, 4)}`;
}

/** Limits in the unit of their figure: `90.3–94.4`, or a dash with the reason. */
export function intervalText(key: FigureKey, interval: Interval | Missing): string {
  if (isMissing(interval)) return missingText(interval);
  const { low, high } = interval;
  return SHARES.has(key)
    ? `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}`
    : `${formatFigure(low)}–${formatFigure(high)}`;
}

/** How the films behind a share were counted: `578 of 624`; nothing for other figures. */
export function shareText({ share }: Measured): string {
  return share ? `${share.hits} of ${share.of}` : '';
}

/** In place of a number. */
export function missingText({ reason }: Missing): string {
  return `– (${REPORT_REASONS[reason]})`;
}

function signed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) > 0 ? `+${text}` : text.replace('-', '−');
}
