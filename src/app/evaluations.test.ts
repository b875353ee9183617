import { expect, test } from 'vitest';
import type { ValidationFit } from '../core/metrics/split-judgement.ts';
import { type Evaluation, type Evaluations, isJudgedNow, NO_EVALUATIONS, pointFor } from './evaluations.ts';

const fitted = (screening: number) =>
  ({ points: { screening, balanced: { reason: 'no-signal' } } }) as unknown as ValidationFit;
const state: Evaluations = {
  ...NO_EVALUATIONS,
  point: { kind: 'screening', threshold: 0.03 },
  fits: { last: fitted(0.03), best: fitted(0.2) },
};

test('a point fixed on validation has a threshold of its own for each of the weights', () => {
  expect(pointFor(state, 'last')).toEqual({ kind: 'screening', threshold: 0.03 });
  expect(pointFor(state, 'best')).toEqual({ kind: 'screening', threshold: 0.2 });
});

test('where it could not be fixed, films get the likelier class; a threshold of the user holds for all', () => {
  expect(pointFor({ ...state, fits: {} }, 'last')).toEqual({ kind: 'argmax' });
  expect(pointFor({ ...state, point: { kind: 'balanced', threshold: 0.5 } }, 'last')).toEqual({ kind: 'argmax' });
  expect(pointFor({ ...state, point: { kind: 'own', threshold: 0.7 } }, 'best')).toEqual({
    kind: 'own',
    threshold: 0.7,
  });
});

test('figures of the point before are not those of now', () => {
  const judgedAt = (threshold: number) =>
    ({ weights: 'best', judged: { point: { kind: 'screening', threshold } } }) as unknown as Evaluation;
  expect(isJudgedNow(judgedAt(0.2), state)).toBe(true);
  expect(isJudgedNow(judgedAt(0.03), state)).toBe(false);
  expect(isJudgedNow({ ...judgedAt(0.2), judged: null }, state)).toBe(false);
});
