import type { Scale } from './Plot.tsx';

/** A point in the units of a plot. */
export type PlotPoint = readonly [x: number, y: number];

/** A line through points, as an SVG path. */
export function linePath(points: readonly PlotPoint[], scale: Scale): string {
  return points.map(([x, y], i) => `${i ? 'L' : 'M'}${scale.x(x).toFixed(1)},${scale.y(y).toFixed(1)}`).join('');
}

/** The area between two lines over the same places, as an SVG path. */
export function areaPath(
  places: readonly { readonly x: number; readonly low: number; readonly high: number }[],
  scale: Scale,
): string {
  const upper = places.map(({ x, high }): PlotPoint => [x, high]);
  const lower = places.toReversed().map(({ x, low }): PlotPoint => [x, low]);
  return places.length > 1 ? `${linePath([...upper, ...lower], scale)}Z` : '';
}

/** Of many points those that a plot can show apart, `least` in its units; the first and the last always. */
export function thinned<Point extends { readonly x: number; readonly y: number }>(
  points: readonly Point[],
  least: number,
): readonly Point[] {
  const kept: Point[] = [];
  points.forEach((point, i) => {
    const last = kept.at(-1);
    const isFar = !last || Math.abs(point.x - last.x) + Math.abs(point.y - last.y) >= least;
    if (isFar || i === points.length - 1) kept.push(point);
  });
  return kept;
}
