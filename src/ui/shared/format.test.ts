import { expect, test } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDate,
  formatDuration,
  formatFigure,
  formatInterval,
  formatOperations,
  formatPercent,
  formatRate,
  formatRemaining,
  plural,
} from './format.ts';

test('counts have separated thousands and their noun', () => {
  expect(formatCount(822922)).toBe('822,922');
  expect(plural(1, 'film', 'films')).toBe('1 film');
  expect(plural(5856, 'film', 'films')).toBe('5,856 films');
});

test('a share is never rounded to all or nothing', () => {
  expect(formatPercent(578 / 624)).toBe('92.6 %');
  expect(formatPercent(578 / 624, 2)).toBe('92.63 %');
  expect(formatPercent(1)).toBe('100.0 %');
  expect(formatPercent(0)).toBe('0.0 %');
  expect(formatPercent(0.99999)).toBe('>99.9 %');
  expect(formatPercent(0.00001)).toBe('<0.1 %');
  expect(formatPercent(Number.NaN)).toBe('–');
});

test('an interval stands beside its figure', () => {
  expect(formatInterval(0.912, [0.886, 0.934])).toBe('91.2 % (88.6–93.4)');
});

test('losses keep four decimals while they are small', () => {
  expect(formatFigure(0.2158)).toBe('0.2158');
  expect(formatFigure(1234.5)).toBe('1,230');
  expect(formatFigure(Number.NaN)).toBe('–');
});

test('durations use two units', () => {
  expect(formatDuration(0)).toBe('0.0 s');
  expect(formatDuration(0.031)).toBe('31 ms');
  expect(formatDuration(0.83)).toBe('0.8 s');
  expect(formatDuration(9.97)).toBe('10 s');
  expect(formatDuration(59.6)).toBe('1 min');
  expect(formatDuration(125)).toBe('2 min 5 s');
  expect(formatDuration(3840)).toBe('1 h 4 min');
  expect(formatDuration(Number.POSITIVE_INFINITY)).toBe('–');
});

test('remaining time is coarse', () => {
  expect(formatRemaining(3)).toBe('a few seconds');
  expect(formatRemaining(41)).toBe('about 45 s');
  expect(formatRemaining(124)).toBe('about 2 min 10 s');
  expect(formatRemaining(3601)).toBe('about 1 h 1 min');
});

test('bytes, rates and operations have three figures', () => {
  expect(formatBytes(999)).toBe('999 B');
  expect(formatBytes(212_345_678)).toBe('212 MB');
  expect(formatBytes(1_250_000_000)).toBe('1.25 GB');
  expect(formatRate(152.34)).toBe('152 films/s');
  expect(formatOperations(7_398_400)).toBe('7.40 M');
  expect(formatOperations(2.5e9)).toBe('2.50 G');
});

test('a date that is none is shown as it is', () => {
  expect(formatDate('yesterday')).toBe('yesterday');
  expect(formatDate('2026-11-23T14:05:00Z')).toMatch(/23 Nov 2026/);
});
