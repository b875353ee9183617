import { expect, test } from 'vitest';
import { joinLooks, type TestLook } from './test-look.ts';

test('looks from a record and from this browser are counted once each, oldest first', () => {
  const look = (day: number): TestLook => ({ at: `2026-01-0${day}T00:00:00.000Z`, weights: 'last', films: 624 });
  expect(joinLooks([look(2), look(1)], [look(3), look(2)])).toEqual([look(1), look(2), look(3)]);
  expect(joinLooks([], [])).toEqual([]);
});
