import type { ClassFigure, OverallFigure } from '../../core/metrics/columns.ts';
import { type Figure, type Interval, isMissing, type Measured, type Missing } from '../../core/metrics/figure.ts';
import { formatCount } from '../shared/format.ts';
import { REASON_WORDS } from '../words/reasons.ts';
import { writeFigure, writeInterval } from './figures/measured-words.ts';

type FigureKey = OverallFigure | ClassFigure;

/** A figure in its own unit, or a dash with the reason. */
export function figureText(key: FigureKey, value: Figure): string {
  return isMissing(value) ? missingText(value) : writeFigure(value, key);
}

/** Limits in the unit of their figure, or a dash with the reason. */
export function intervalText(key: FigureKey, interval: Interval | Missing): string {
  return isMissing(interval) ? missingText(interval) : writeInterval(interval, key);
}

/** How the films behind a share were counted: `578 of 624`; nothing for other figures. */
export function shareText({ share }: Measured): string {
  return share ? `${formatCount(share.hits)} of ${formatCount(share.of)}` : '';
}

/** In place of a number. */
export function missingText({ reason }: Missing): string {
  return `– (${REASON_WORDS[reason]})`;
}
