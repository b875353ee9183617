import { expect, test } from 'vitest';
import { compare, score } from './score.mjs';

const LOGITS = [
  [2, 0, -1],
  [0, 1, -1],
  [0, 1, 3],
];

test('accuracy, cross-entropy and confusion of three films, one of them given an output that is no class', () => {
  const { films, accuracy, loss, confusion } = score(LOGITS, [0, 0, 1], 2);
  const crossEntropy = (label: number, row: number[] = []) =>
    -Math.log(Math.exp(row[label] ?? Number.NaN) / row.reduce((sum, logit) => sum + Math.exp(logit), 0));
  const expected = crossEntropy(0, LOGITS[0]) + crossEntropy(0, LOGITS[1]) + crossEntropy(1, LOGITS[2]);
  expect([films, accuracy]).toEqual([3, 1 / 3]);
  expect(loss).toBeCloseTo(expected / 3, 12);
  expect(confusion).toEqual([
    [1, 1, 0],
    [0, 0, 1],
  ]);
});

test('equal needs the same confusion and the same loss, not only the same accuracy', () => {
  const outside = score(LOGITS, [0, 1, 1], 2);
  const app = { ...outside, confusion: outside.confusion };
  expect(compare(outside, { ...app, loss: app.loss + 5e-5 }).equal).toBe(true);
  expect(compare(outside, { ...app, loss: app.loss + 5e-3 }).equal).toBe(false);
  const moved = [
    [0, 1, 0],
    [1, 1, 0],
  ];
  expect(compare(outside, { ...app, confusion: moved })).toMatchObject({ sameConfusion: false, equal: false });
});

test('the app leaves the last column out where no film is in it', () => {
  const outside = score([[1, 0]], [0], 2);
  const app = {
    ...outside,
    confusion: [
      [1, 0],
      [0, 0],
    ],
  };
  expect(compare(outside, app).equal).toBe(true);
});
