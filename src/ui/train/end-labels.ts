import type { CurvePoint } from './series.ts';

export type SeriesKey = 'train' | 'validation';

/** Place of the last point that has a value in this series; -1 for none. */
export function indexOfLast(points: readonly CurvePoint[], key: SeriesKey): number {
  return points.findLastIndex((point) => point[key] !== undefined);
}

const ABOVE = -9;
const BELOW = 17;
const LINE = 14;
/** Share of the axis that a label's height takes. */
const NEAR = 0.09;

/**
 * How far a series' name stands from its last point, px: above for the upper of the two, below for the lower,
 * but never below the floor of the axis; there the two names stand one above the other.
 */
export function endLabelOffset(points: readonly CurvePoint[], key: SeriesKey, [low, high]: [number, number]): number {
  const own = points[indexOfLast(points, key)]?.[key] ?? 0;
  const other = key === 'train' ? 'validation' : 'train';
  const others = points[indexOfLast(points, other)]?.[other];
  if (others === undefined) return ABOVE;
  const isUpper = own > others || (own === others && key === 'train');
  const floor = (Math.min(own, others) - low) / (high - low);
  if (floor >= NEAR) return isUpper ? ABOVE : BELOW;
  const isTight = Math.abs(own - others) / (high - low) < NEAR;
  return isUpper && isTight ? ABOVE - LINE : ABOVE;
}

const JUST_ABOVE = -5;
const JUST_BELOW = 14;

/** How far a reference line's words stand from its start, px: above it, but below where a curve starts just above. */
export function referenceLabelOffset(
  points: readonly CurvePoint[],
  reference: number,
  [low, high]: [number, number],
): number {
  const starts = (['train', 'validation'] as const).map(
    (key) => points.find((point) => point[key] !== undefined)?.[key],
  );
  const isCrossed = (value = -1) => value >= reference && (value - reference) / (high - low) < NEAR * 1.5;
  return starts.some(isCrossed) ? JUST_BELOW : JUST_ABOVE;
}
