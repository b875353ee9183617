/** Kernels that training alone asks for, each held to what plain JavaScript composes. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../backend/start.ts';
import { makeBatchNorm } from '../../models/batch-norm.ts';
import { noise, sameOnBoth } from '../../testing/same-on-both.ts';
import { crossEntropy } from '../../training/loss.ts';
import { hasKernel } from '../has-kernel.ts';
import { BATCH_NORM, BATCH_NORM_GRAD, RUNNING_MEANS, SOFTMAX_LOSS } from '../own-kernels.ts';
import { updateMeans } from '../running-means.ts';

beforeAll(async () => {
  await startBackend('webgl', () => {});
});

const OPTIONS = { numRuns: 8, endOnFailure: true };

function nearPlain(make: () => tf.Tensor, bound: number, scale?: number): Promise<void> {
  return sameOnBoth(make, { backend: 'webgl', bound, ...(scale === undefined ? {} : { scale }) });
}

function flatten(tensors: readonly tf.Tensor[]): tf.Tensor {
  return tf.concat(tensors.map((t) => tf.reshape(t, [-1])));
}

test('WebGL has the kernels of this file, plain JavaScript none of them', async () => {
  const own = [BATCH_NORM, BATCH_NORM_GRAD, RUNNING_MEANS, SOFTMAX_LOSS];
  expect(own.map(hasKernel)).toEqual([true, true, true, true]);
  await tf.setBackend('cpu');
  expect(own.map(hasKernel)).toEqual([false, false, false, false]);
});

/** Scale, shift, moving mean and moving variance. */
function variablesOf(layer: layers.Layer): tf.Variable[] {
  return layer.weights.map((weight) => (weight as unknown as { val: tf.Variable }).val);
}

test('batch normalisation in training, its gradients and moving moments, also far from zero and without any variance', async () => {
  const cases = fc.record({
    sides: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
    // 6 is left to the composition.
    channels: fc.constantFrom(4, 6, 8, 20, 64),
    spread: fc.constantFrom(0, 0.1, 3),
    middle: fc.constantFrom(0, -40),
    seed: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ sides, channels, spread, middle, seed }) => {
      const shape = [...sides, channels];
      const layer = makeBatchNorm('ours');
      layer.build([null, ...shape.slice(1)]);
      const variables = variablesOf(layer);
      const pass = (x: tf.Tensor) => tf.mul(layer.apply(x, { training: true }) as tf.Tensor, noise(shape, seed + 1));
      const make = () => {
        for (const [i, variable] of variables.entries()) variable.assign(tf.abs(noise([channels], seed + 2 + i)));
        const x = tf.add(tf.mul(noise(shape, seed), spread), middle);
        const trainable = variables.slice(0, 2);
        const { grads } = tf.variableGrads(() => tf.sum(pass(x)) as tf.Scalar, trainable);
        const byWeights = trainable.map(({ name }) => grads[name] as tf.Tensor);
        return flatten([pass(x), tf.grad((t) => tf.sum(pass(t)))(x), ...byWeights, ...variables.slice(2)]);
      };
      // Rounding of the values themselves: ten digits of 40 in a spread of 0.1 are lost before anything is computed.
      await nearPlain(make, middle === 0 || spread === 3 ? 1e-4 : 1e-2, 1);
      tf.dispose(variables);
    }),
    OPTIONS,
  );
});

test('running means of many arrays, of one shape and of several, of odd sizes too', async () => {
  const shapes = fc.array(fc.constantFrom<number[]>([8], [8], [20], [3], [3, 3, 4, 8], [1]), {
    minLength: 1,
    maxLength: 14,
  });
  await fc.assert(
    fc.asyncProperty(shapes, fc.nat(), async (all, seed) => {
      const make = () => {
        const means = all.map((shape, i) => tf.variable(noise(shape, seed + i)));
        const values = all.map((shape, i) => noise(shape, seed + 100 + i));
        updateMeans(means, values, 0.9);
        const result = flatten(means);
        tf.dispose(means);
        return result;
      };
      await nearPlain(make, 1e-6);
    }),
    OPTIONS,
  );
});

test('loss, number of right rows and gradient, with weights, smoothing and rows that count for nothing', async () => {
  const cases = fc.record({
    rows: fc.integer({ min: 1, max: 40 }),
    outputs: fc.integer({ min: 2, max: 20 }),
    smoothing: fc.constantFrom(0, 0.1),
    size: fc.constantFrom(1, 60),
    seed: fc.nat({ max: 1000 }),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ rows, outputs, smoothing, size, seed }) => {
      const targets = () =>
        tf.tidy(() => {
          const labels = tf.tensor1d(
            Array.from({ length: rows }, (_, row) => (row * 7 + seed) % outputs),
            'int32',
          );
          const hot = tf.add(tf.mul(tf.oneHot(labels, outputs), 1 - smoothing), smoothing / outputs);
          const weights = Array.from({ length: rows }, (_, row) => (row % 5 === 4 ? 0 : 1 + (row % 2)));
          return tf.mul(hot, tf.tensor2d(weights, [rows, 1])) as tf.Tensor2D;
        });
      const make = () => {
        const figures: tf.Tensor[] = [];
        const loss = (x: tf.Tensor) =>
          tf.mul(
            crossEntropy(x as tf.Tensor2D, targets(), 32, (made) => figures.push(tf.keep(made))),
            3,
          );
        const { value, grad } = tf.valueAndGrad(loss)(tf.mul(noise([rows, outputs], seed), size));
        const result = flatten([value, grad, ...figures]);
        tf.dispose(figures);
        return result;
      };
      await nearPlain(make, 1e-5);
    }),
    OPTIONS,
  );
});

test('numbers beside a tensor are numbers of the shader, wherever they come from', async () => {
  const make = () => {
    const x = tf.maxPool(noise([1, 5, 6, 8], 1) as tf.Tensor4D, 1, 1, 'valid');
    const computed = tf.sum(x);
    const read = tf.scalar(0.25);
    return flatten([tf.mul(x, 0.3), tf.sub(1.5, x), tf.div(x, read), tf.add(x, computed), tf.mul(read, x)]);
  };
  await nearPlain(make, 1e-4);
});
