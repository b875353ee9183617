import type { CurvePoint } from './series.ts';

type SeriesKey = 'train' | 'validation';

/** Place of the last point that has a value in this series; -1 for none. */
export function indexOfLast(points: readonly CurvePoint[], key: SeriesKey): number {
  return points.findLastIndex((point) => point[key] !== undefined);
}

const ABOVE = -9;
const BELOW = 17;

/** How far a series' name stands from its last point, px: above for the upper of the two, below for the lower. */
export function endLabelOffset(points: readonly CurvePoint[], key: SeriesKey): number {
  const other = key === 'train' ? 'validation' : 'train';
  const own = points[indexOfLast(points, key)]?.[key] ?? 0;
  const others = points[indexOfLast(points, other)]?.[other];
  if (others === undefined) return ABOVE;
  return own > others || (own === others && key === 'train') ? ABOVE : BELOW;
}
