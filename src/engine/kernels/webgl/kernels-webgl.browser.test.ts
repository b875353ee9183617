import '@tensorflow/tfjs-backend-cpu';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../backend/start.ts';
import { noise, sameOnBoth } from '../../testing/same-on-both.ts';
import { KERAS_ADAM } from '../own-kernels.ts';
import { glContext } from './gl-context.ts';

beforeAll(async () => {
  await startBackend('webgl', () => {});
});

const FORWARD = 1e-4;
const GRADIENT = 1e-3;

function nearPlain(make: () => tf.Tensor, bound: number, scale?: number): Promise<void> {
  return sameOnBoth(make, { backend: 'webgl', bound, ...(scale === undefined ? {} : { scale }) });
}

function flatten(tensors: tf.Tensor[]): tf.Tensor {
  return tf.concat(tensors.map((t) => tf.reshape(t, [-1])));
}

const channels = fc.constantFrom(1, 3, 4, 5, 8, 12);
const convolution = fc
  .record({
    batch: fc.integer({ min: 1, max: 3 }),
    height: fc.integer({ min: 4, max: 13 }),
    width: fc.integer({ min: 4, max: 13 }),
    channels,
    filters: channels,
    size: fc.constantFrom([3, 3], [1, 1], [2, 2], [3, 1], [2, 4]),
    stride: fc.integer({ min: 1, max: 3 }),
    pad: fc.constantFrom('same' as const, 'valid' as const),
    seed: fc.nat(),
  })
  .map((c) => ({
    ...c,
    x: [c.batch, c.height, c.width, c.channels],
    filter: [...c.size, c.channels, c.filters],
  }));

test('convolution with bias and relu equals that of plain JavaScript, fused or one by one', async () => {
  await fc.assert(
    fc.asyncProperty(convolution, fc.boolean(), async ({ x, filter, stride, pad, seed, filters }, fused) => {
      const forward = () => {
        const [image, kernel] = [noise(x, seed) as tf.Tensor4D, noise(filter, seed + 1) as tf.Tensor4D];
        const bias = noise([filters], seed + 2) as tf.Tensor1D;
        if (fused) return tf.fused.conv2d({ x: image, filter: kernel, strides: stride, pad, bias, activation: 'relu' });
        return tf.relu(tf.add(tf.conv2d(image, kernel, stride, pad), bias));
      };
      await nearPlain(forward, FORWARD);
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

test('gradients through a convolution, its bias, relu and max pooling equal those of plain JavaScript', async () => {
  await fc.assert(
    fc.asyncProperty(convolution, fc.boolean(), async ({ x, filter, stride, pad, seed, filters }, pool) => {
      const loss = (image: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) => {
        const y = tf.relu(tf.add(tf.conv2d(image as tf.Tensor4D, kernel as tf.Tensor4D, stride, pad), bias));
        return tf.sum(tf.square(pool ? tf.maxPool(y as tf.Tensor4D, 2, 2, 'same') : y)) as tf.Scalar;
      };
      const gradients = tf.grads((a, b, c) => loss(a as tf.Tensor, b as tf.Tensor, c as tf.Tensor));
      const flat = () =>
        flatten(gradients([noise(x, seed), noise(filter, seed + 1), noise([filters], seed + 2)]) as tf.Tensor[]);
      await nearPlain(flat, GRADIENT);
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

const pooling = fc.record({
  shape: fc.tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 3, max: 11 }),
    fc.integer({ min: 3, max: 11 }),
    fc.constantFrom(4, 8, 12),
  ),
  size: fc.integer({ min: 1, max: 3 }),
  stride: fc.integer({ min: 1, max: 3 }),
  pad: fc.constantFrom('same' as const, 'valid' as const),
  // Few different values: ties must go to the same place.
  levels: fc.constantFrom(2, 1000),
  seed: fc.nat(),
});

test('max pooling and its gradient equal those of plain JavaScript, ties included', async () => {
  await fc.assert(
    fc.asyncProperty(pooling, async ({ shape, size, stride, pad, levels, seed }) => {
      const pool = (x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, size, stride, pad);
      const gradient = tf.grad((x) => {
        const pooled = pool(x as tf.Tensor);
        return tf.sum(tf.mul(pooled, noise(pooled.shape, seed + 1)));
      });
      const x = () => tf.round(tf.mul(noise(shape, seed), levels));
      await nearPlain(() => flatten([pool(x()), gradient(x())]), FORWARD);
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

test('matrix products equal those of plain JavaScript, whichever side is transposed', async () => {
  const sides = fc.constantFrom(1, 3, 4, 8, 20, 64, 300);
  const product = fc.record({ m: sides, k: sides, n: sides, a: fc.boolean(), b: fc.boolean(), seed: fc.nat() });
  await fc.assert(
    fc.asyncProperty(product, async ({ m, k, n, a, b, seed }) => {
      const left = () => noise(a ? [k, m] : [m, k], seed) as tf.Tensor2D;
      const right = () => noise(b ? [n, k] : [k, n], seed + 1) as tf.Tensor2D;
      await nearPlain(() => tf.matMul(left(), right(), a, b), FORWARD, Math.sqrt(k));
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

test('sums, means and formulas of images equal those of plain JavaScript, and what stock kernels make of them', async () => {
  const shapes = fc.tuple(
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 1, max: 9 }),
    fc.constantFrom(3, 4, 8, 20),
  );
  await fc.assert(
    fc.asyncProperty(shapes, fc.nat(), async (shape, seed) => {
      const make = () => {
        const x = tf.maxPool(noise([1, ...shape], seed) as tf.Tensor4D, 1, 1, 'valid');
        const row = tf.sum(x, [0, 1, 2]);
        const centred = tf.sub(x, tf.mean(x, [0, 1, 2], true));
        const mixed = tf.mul(tf.add(centred, row), tf.squaredDifference(x, row));
        return flatten([row, mixed, tf.relu(mixed), tf.exp(tf.neg(tf.abs(centred))), tf.transpose(mixed)]);
      };
      await nearPlain(make, FORWARD);
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

test('a residual block with batch normalisation, strides and 1 × 1 convolutions has the gradients of plain JavaScript', async () => {
  const gradients = () => {
    const shapes = [[3, 3, 2, 8], [3, 3, 8, 8], [1, 1, 2, 8], [8], [8]];
    const block = (x: tf.Tensor, [first, second, short, scale, offset]: tf.Tensor[]) => {
      const convolve = (t: tf.Tensor, w: tf.Tensor | undefined, stride: number) =>
        tf.fused.conv2d({ x: t as tf.Tensor4D, filter: w as tf.Tensor4D, strides: stride, pad: 'same' });
      const normal = (t: tf.Tensor4D) => {
        const { mean, variance } = tf.moments(t, [0, 1, 2]);
        return tf.batchNorm(
          t,
          mean as tf.Tensor1D,
          variance as tf.Tensor1D,
          offset as tf.Tensor1D,
          scale as tf.Tensor1D,
          1e-3,
        );
      };
      const inner = normal(convolve(tf.relu(normal(convolve(x, first, 2))), second, 1));
      return tf.relu(tf.add(inner, normal(convolve(x, short, 2))));
    };
    const loss = (...weights: tf.Tensor[]) =>
      tf.mean(tf.square(tf.sub(tf.mean(block(noise([3, 9, 11, 2], 9), weights), [1, 2]), 0.3)));
    return flatten(tf.grads(loss)(shapes.map((shape, i) => noise(shape, i))));
  };
  await nearPlain(gradients, GRADIENT);
});

test('a GPU that writes four targets at once computes the same', async () => {
  await tf.setBackend('webgl');
  const context = glContext(tf.backend() as unknown as MathBackendWebGL);
  expect(context.targets).toBe(8);
  Object.assign(context, { targets: 4 });
  const gradients = tf.grads((x, w, v) => {
    const y = tf.maxPool(
      tf.relu(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same')) as tf.Tensor4D,
      2,
      2,
      'valid',
    );
    return tf.sum(tf.square(tf.matMul(tf.reshape(y, [3, -1]), v as tf.Tensor2D)));
  });
  await nearPlain(
    () => flatten(gradients([noise([3, 8, 8, 5], 1), noise([3, 3, 5, 8], 2), noise([128, 8], 3)])),
    GRADIENT,
  );
  Object.assign(context, { targets: 8 });
});

test('a result that nobody reads is never computed, and steps leave no texture behind', async () => {
  await tf.setBackend('webgl');
  const [x, filter, bias] = [noise([2, 8, 8, 4], 1), noise([3, 3, 4, 8], 2), noise([8], 3)] as [
    tf.Tensor4D,
    tf.Tensor4D,
    tf.Tensor,
  ];
  const gradients = tf.grads((w, b) =>
    tf.sum(tf.maxPool(tf.relu(tf.add(tf.conv2d(x, w as tf.Tensor4D, 1, 'same'), b)), 2, 2, 'same')),
  );
  const after: unknown[] = [];
  for (let i = 0; i < 3; i++) {
    tf.dispose([tf.conv2d(x, filter, 1, 'same'), gradients([filter, bias])]);
    const { numTensors, numDataBuffers, numBytesInGPU } = tf.memory() as tf.MemoryInfo & { numBytesInGPU: number };
    after.push([numTensors, numDataBuffers, numBytesInGPU]);
  }
  expect(after[2]).toEqual(after[0]);
  tf.dispose([x, filter, bias]);
});

test.each([[[3, 5, 2]], [[3, 5, 3]]])('one pass of Adam equals the formula, sizes %j', async (shape) => {
  await tf.setBackend('webgl');
  const [w, g, m] = [1, 2, 3].map((seed) => noise(shape, seed)) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const v = tf.tidy(() => tf.square(noise(shape, 4)));
  const inputs = { weight: w, gradient: g, first: m, second: v };
  const found = tf
    .engine()
    .runKernel(KERAS_ADAM, inputs, { rate: 0.1, kept: 0.75, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 });
  const values = (found as tf.Tensor[]).map((t) => t.dataSync());
  const [ws, gs, ms, vs] = [w, g, m, v].map((t) => t.dataSync()) as Float32Array[];
  for (let i = 0; i < w.size; i++) {
    const gradient = gs?.[i] as number;
    const first = 0.9 * (ms?.[i] as number) + 0.1 * gradient;
    const second = 0.999 * (vs?.[i] as number) + 0.001 * gradient ** 2;
    expect(values[1]?.[i]).toBeCloseTo(first, 5);
    expect(values[2]?.[i]).toBeCloseTo(second, 5);
    expect(values[0]?.[i]).toBeCloseTo(0.75 * (ws?.[i] as number) - (0.1 * first) / (Math.sqrt(second) + 1e-7), 4);
  }
  tf.dispose([w, g, m, v, found]);
});
