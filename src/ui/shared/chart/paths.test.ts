import { expect, test } from 'vitest';
import { areaPath, linePath, type PlotPoint, thinned } from './paths.ts';

const SCALE = { x: (value: number) => value * 10, y: (value: number) => 10 - value * 10 };

test('paths stand in pixels, an area closes', () => {
  const points: PlotPoint[] = [
    [0, 0],
    [1, 1],
  ];
  expect(linePath(points, SCALE)).toBe('M0.0,10.0L10.0,0.0');
  const places = [
    { x: 0, low: 0, high: 1 },
    { x: 1, low: 0, high: 1 },
  ];
  expect(areaPath(places, SCALE)).toBe('M0.0,0.0L10.0,0.0L10.0,10.0L0.0,10.0Z');
  expect(areaPath(places.slice(1), SCALE)).toBe('');
});

test('10,000 points of a curve become those that can be told apart, with both ends', () => {
  const points = Array.from({ length: 10_000 }, (_, i) => ({ x: i / 9999, y: (i / 9999) ** 2 }));
  const kept = thinned(points, 1 / 300);
  expect(kept.length).toBeLessThan(620);
  expect(kept.at(0)).toEqual({ x: 0, y: 0 });
  expect(kept.at(-1)).toEqual({ x: 1, y: 1 });
});
