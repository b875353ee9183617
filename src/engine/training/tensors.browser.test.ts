import { disposeVariables, setBackend, tensor, tidy, type Variable, variable, zeros } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { Adam } from './adam.ts';
import { toTargets } from './tensors.ts';

beforeAll(() => setBackend('cpu'));

test('targets: smoothed, weighed by class, nothing beyond the labels', () => {
  const rules = { classWeights: [2, 0.5], labelSmoothing: 0.1 };
  const targets = tidy(() => [...toTargets(Uint8Array.of(1, 0), rules, [3, 2]).dataSync()]);
  for (const [i, value] of [0.025, 0.475, 1.9, 0.1, 0, 0].entries()) expect(targets[i]).toBeCloseTo(value, 7);
  const sharp = tidy(() => toTargets(Uint8Array.of(1), { ...rules, labelSmoothing: 0 }, [1, 2]).dataSync());
  expect([...sharp]).toEqual([0, 0.5]);
});

/** Kernel and bias after `steps` steps without a gradient. */
function withoutGradient(weightDecay: number, steps: number): [number, number] {
  const make = (shape: number[]) => tidy(() => variable(tensor([1], shape)));
  const [kernel, bias] = [make([1, 1]), make([1])] as [Variable, Variable];
  const adam = new Adam([kernel, bias], 0.5, weightDecay);
  const gradients = { [kernel.name]: zeros([1, 1]), [bias.name]: zeros([1]) };
  for (let step = 0; step < steps; step++) adam.apply(gradients, 0.1);
  const values = [kernel.dataSync()[0], bias.dataSync()[0]] as [number, number];
  disposeVariables();
  return values;
}

test('AdamW shrinks kernels by rate × decay at each step, apart from the gradient, and no bias; Adam shrinks nothing', () => {
  const [kernel, bias] = withoutGradient(0.05, 3);
  expect(kernel).toBeCloseTo((1 - 0.1 * 0.05) ** 3, 6);
  expect(bias).toBe(1);
  expect(withoutGradient(0, 3)).toEqual([1, 1]);
});
