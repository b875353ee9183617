import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { setUpWasm } from '../backend/wasm.ts';
import { makeBatchNorm } from '../models/batch-norm.ts';
import { noise, sameOnBoth } from '../testing/same-on-both.ts';
import { threadsFor } from './simd/threads.ts';

function nearPlain(make: () => tf.Tensor, scale?: number): Promise<void> {
  return sameOnBoth(make, { backend: 'wasm', bound: 2e-5, ...(scale === undefined ? {} : { scale }) });
}

const convolution = fc
  .record({
    // More films than there are groups with sums of their own.
    batch: fc.constantFrom(1, 2, 3, 9),
    height: fc.integer({ min: 4, max: 13 }),
    width: fc.integer({ min: 4, max: 11 }),
    channels: fc.constantFrom(1, 2, 3, 4, 7),
    // Eight at a time, then four, then one.
    filters: fc.constantFrom(1, 2, 3, 4, 6, 8, 13, 20),
    rows: fc.constantFrom(1, 1, 2, 3, 4),
    columns: fc.constantFrom(1, 1, 2, 3, 4),
    stride: fc.integer({ min: 1, max: 3 }),
    pad: fc.constantFrom('same' as const, 'valid' as const),
    seed: fc.nat(),
  })
  // A filter smaller than the stride is beyond XNNPACK, unless it is a single pixel: the stock forward kernel gives zeros.
  .filter(({ rows, columns, stride }) => rows * columns === 1 || (rows >= stride && columns >= stride))
  .map((c) => ({ ...c, x: [c.batch, c.height, c.width, c.channels] as [number, number, number, number] }));

/** As a browser without relaxed SIMD answers. */
async function refuseRelaxed(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  return String(input).includes('relaxed') ? new Response('') : realFetch(input, init);
}
const realFetch = globalThis.fetch;

describe.each([
  ['threads', true, true],
  ['one thread', false, true],
  ['threads, without relaxed SIMD', true, false],
  ['one thread, without relaxed SIMD', false, false],
])('with %s', (_name, isolated, relaxed) => {
  beforeAll(async () => {
    vi.stubGlobal('crossOriginIsolated', isolated);
    if (!relaxed) vi.stubGlobal('fetch', refuseRelaxed);
    const threads = isolated ? threadsFor(navigator.hardwareConcurrency) : 1;
    expect(await setUpWasm()).toBe(threads > 1 ? `WASM SIMD, ${threads} threads` : 'WASM SIMD');
    return () => vi.unstubAllGlobals();
  });

  test('a convolution equals that of plain JavaScript, fused and plain, single pixels with a stride included', async () => {
    await fc.assert(
      fc.asyncProperty(convolution, async ({ x, rows, columns, channels, filters, stride, pad, seed }) => {
        const filter = () => noise([rows, columns, channels, filters], seed + 1) as tf.Tensor4D;
        await nearPlain(() => tf.conv2d(noise(x, seed) as tf.Tensor4D, filter(), stride, pad));
        const bias = () => noise([filters], seed + 2) as tf.Tensor1D;
        await nearPlain(() =>
          tf.fused.conv2d({
            x: noise(x, seed) as tf.Tensor4D,
            filter: filter(),
            strides: stride,
            pad,
            bias: bias(),
            activation: 'relu',
          }),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('both gradients of a convolution equal those of plain JavaScript, any stride and padding', async () => {
    await fc.assert(
      fc.asyncProperty(convolution, async ({ x, rows, columns, channels, filters, stride, pad, seed }) => {
        const filter = [rows, columns, channels, filters];
        const convolve = (a: tf.Tensor, b: tf.Tensor) =>
          tf.sum<tf.Scalar>(tf.square(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, pad)));
        const gradients = tf.grads((a, b) => convolve(a, b));
        const flat = () => {
          const [dx, dw] = gradients([noise(x, seed), noise(filter, seed + 1)]) as [tf.Tensor, tf.Tensor];
          return flatten([dx, dw]);
        };
        await nearPlain(flat);
      }),
      { numRuns: 40 },
    );
  });

  const pooling = fc.record({
    shape: fc.tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 3, max: 11 }),
      fc.integer({ min: 3, max: 11 }),
      fc.integer({ min: 1, max: 9 }),
    ),
    // Half of them the usual one, which has a way of its own.
    size: fc.constantFrom(1, 2, 2, 3),
    stride: fc.constantFrom(1, 2, 2, 3),
    pad: fc.constantFrom('same' as const, 'valid' as const),
    // Few different values: ties must go to the same place.
    levels: fc.constantFrom(2, 1000),
    seed: fc.nat(),
  });

  test('the gradient of max pooling equals that of plain JavaScript, ties included', async () => {
    await fc.assert(
      fc.asyncProperty(pooling, async ({ shape, size, stride, pad, levels, seed }) => {
        const gradient = tf.grad((x) => {
          const pooled = tf.maxPool(x as tf.Tensor4D, size, stride, pad);
          return tf.sum(tf.mul(pooled, noise(pooled.shape, seed + 1)));
        });
        // Plus zero: -0 and 0 are a tie for one and not for the other, and either place is right.
        await nearPlain(() => gradient(tf.add(tf.round(tf.mul(noise(shape, seed), levels)), 0)));
      }),
      { numRuns: 60 },
    );
  });

  test('matrix products equal those of plain JavaScript, whichever side is transposed', async () => {
    const sides = fc.integer({ min: 1, max: 40 });
    const product = fc.record({ m: sides, k: sides, n: sides, a: fc.boolean(), b: fc.boolean(), seed: fc.nat() });
    await fc.assert(
      fc.asyncProperty(product, async ({ m, k, n, a, b, seed }) => {
        const left = () => noise(a ? [k, m] : [m, k], seed) as tf.Tensor2D;
        const right = () => noise(b ? [n, k] : [k, n], seed + 1) as tf.Tensor2D;
        await nearPlain(() => tf.matMul(left(), right(), a, b), Math.sqrt(k));
      }),
      { numRuns: 40 },
    );
  });

  test('sums over any axes equal those of plain JavaScript', async () => {
    const shapes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 });
    const cases = shapes.chain((shape) =>
      fc.record({
        shape: fc.constant(shape),
        axes: fc.subarray([...shape.keys()]),
        keep: fc.boolean(),
        seed: fc.nat(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ({ shape, axes, keep, seed }) => {
        await nearPlain(() => tf.sum(noise(shape, seed), axes, keep), Math.sqrt(tf.util.sizeFromShape(shape)));
      }),
      { numRuns: 40 },
    );
  });

  test('the gradient through layers with batch normalisation and strides equals that of plain JavaScript', async () => {
    const values: number[][] = [];
    for (const backend of ['cpu', 'wasm']) {
      await tf.setBackend(backend);
      const model = sequential();
      const seeded = (filters: number, strides: number) => ({ filters, strides, kernelSize: 3, useBias: false });
      model.add(layers.conv2d({ ...seeded(6, 2), padding: 'same', inputShape: [11, 11, 2] }));
      model.add(layers.batchNormalization({}));
      model.add(layers.activation({ activation: 'relu' }));
      model.add(layers.conv2d({ ...seeded(5, 1), padding: 'valid' }));
      model.add(layers.globalAveragePooling2d({}));
      model.add(layers.dense({ units: 3 }));
      const variables = model.trainableWeights.map((weight) => (weight as unknown as { val: tf.Variable }).val);
      for (const [i, variable] of variables.entries()) {
        const start = noise(variable.shape, i);
        variable.assign(start);
        start.dispose();
      }
      const { grads, value } = tf.tidy(() =>
        tf.variableGrads(
          () => tf.sum<tf.Scalar>(tf.square(model.apply(noise([4, 11, 11, 2], 99), { training: true }) as tf.Tensor)),
          variables,
        ),
      );
      const gradients = variables.map((variable) => grads[variable.name] as tf.Tensor);
      values.push((await Promise.all(gradients.map((g) => g.data()))).flatMap((data) => [...data]));
      tf.dispose([value, grads]);
      model.dispose();
    }
    const [cpu, wasm] = values as [number[], number[]];
    const largest = Math.max(...cpu.map(Math.abs));
    expect(cpu.length).toBe(wasm.length);
    expect(Math.max(...cpu.map((g, i) => Math.abs(g - (wasm[i] as number)))) / largest).toBeLessThan(1e-5);
  });

  test('batch normalisation in training, and its gradient, equal those of plain JavaScript and of the stock layer', async () => {
    const shape = [3, 5, 4, 7];
    await tf.setBackend('cpu');
    const ours = makeBatchNorm('ours');
    const stock: layers.Layer = layers.batchNormalization({ momentum: 0.9 });
    const pass = (layer: layers.Layer) => (x: tf.Tensor) => layer.apply(x, { training: true }) as tf.Tensor;
    const variables = (layer: layers.Layer) => layer.weights.map((w) => (w as unknown as { val: tf.Variable }).val);
    for (const layer of [ours, stock]) {
      layer.build([null, ...shape.slice(1)]);
      for (const [i, variable] of variables(layer).entries()) variable.assign(tf.abs(noise([7], 50 + i)));
    }
    const results = async (layer: layers.Layer) => {
      const loss = (x: tf.Tensor) => tf.sum(tf.mul(pass(layer)(x), noise(shape, 8)));
      const scaled = () => tf.add(tf.mul(noise(shape, 9), 3), 10);
      const values = tf.tidy(() => {
        const { grads } = tf.variableGrads(() => loss(scaled()) as tf.Scalar, variables(layer).slice(0, 2));
        const byWeights = variables(layer)
          .slice(0, 2)
          .map(({ name }) => grads[name] as tf.Tensor);
        return flatten([pass(layer)(scaled()), tf.grad((x) => loss(x))(scaled()), ...byWeights, ...variables(layer)]);
      });
      return [...(await values.data())];
    };
    const expected = await results(stock);
    const onCpu = await results(ours);
    await tf.setBackend('wasm');
    for (const [i, variable] of variables(ours).entries()) variable.assign(tf.abs(noise([7], 50 + i)));
    const onWasm = await results(ours);
    const largest = Math.max(...expected.map(Math.abs));
    for (const found of [onCpu, onWasm]) {
      expect(Math.max(...found.map((value, i) => Math.abs(value - (expected[i] as number)))) / largest).toBeLessThan(
        1e-5,
      );
    }
  });
});

function flatten(tensors: tf.Tensor[]): tf.Tensor {
  return tf.concat(tensors.map((t) => tf.reshape(t, [-1])));
}

test('gradients are the same to the last bit, however many threads there are', async () => {
  vi.stubGlobal('crossOriginIsolated', true);
  const film = () => noise([11, 13, 12, 5], 1);
  const gradient = tf.grad((filter) =>
    tf.sum(tf.square(tf.conv2d(film() as tf.Tensor4D, filter as tf.Tensor4D, 2, 'same'))),
  );
  const values: number[][] = [];
  for (const hardwareConcurrency of [1, 2, 5]) {
    vi.stubGlobal('navigator', { ...navigator, hardwareConcurrency });
    await setUpWasm();
    values.push([...gradient(noise([3, 3, 5, 12], 2)).dataSync()]);
  }
  expect(values[1]).toEqual(values[0]);
  expect(values[2]).toEqual(values[0]);
  vi.unstubAllGlobals();
});
