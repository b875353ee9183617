import type { ClassFigure, OverallFigure } from '../../../core/metrics/columns.ts';
import { type Figure, type Interval, isMissing, type Missing } from '../../../core/metrics/figure.ts';
import { formatPercent } from '../../shared/format.ts';
import { REASON_WORDS } from '../../words/reasons.ts';

/** Figures that are shares of films, and so written in per cent. */
const SHARES: ReadonlySet<string> = new Set<OverallFigure | ClassFigure>([
  'accuracy',
  'balancedAccuracy',
  'sensitivity',
  'specificity',
  'ppv',
  'npv',
]);

/** Whether a figure is written in per cent. */
export function isShare(name: OverallFigure | ClassFigure): boolean {
  return SHARES.has(name);
}

/** A figure as it is written: per cent for shares, three decimals else; '–' where there is none. */
export function writeFigure(value: Figure, name: OverallFigure | ClassFigure): string {
  if (isMissing(value)) return '–';
  return SHARES.has(name) ? formatPercent(value) : value.toFixed(3);
}

/** The two ends of an interval, `88.6–93.4`; empty where there is none. */
export function writeInterval(interval: Interval | Missing, name: OverallFigure | ClassFigure): string {
  if (isMissing(interval)) return '';
  const { low, high } = interval;
  return SHARES.has(name)
    ? `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}`
    : `${low.toFixed(3)}–${high.toFixed(3)}`;
}

/** Why there is no figure or no interval; null where there is one. */
export function whyMissing(value: number | Interval | Missing): string | null {
  return isMissing(value) ? REASON_WORDS[value.reason] : null;
}
