import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { makeRng } from '../../core/base/rng.ts';

/** How near a backend must come to plain JavaScript. */
export interface Nearness {
  readonly backend: 'wasm' | 'webgl';
  /** Largest difference, relative to the largest expected value. */
  readonly bound: number;
  /** What differences are held to at least: a sum of n normal numbers may cancel to nothing, its rounding is of √n. */
  readonly scale?: number;
}

/** Runs `make` on plain JavaScript and on another backend and holds their values together; no tensor may stay. */
export async function sameOnBoth(make: () => tf.Tensor, { backend, bound, scale = 1e-3 }: Nearness): Promise<void> {
  await tf.setBackend('cpu');
  const expected = await run(make);
  await tf.setBackend(backend);
  const before = tf.memory();
  const found = await run(make);
  expect(tf.memory().numTensors).toBe(before.numTensors);
  expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  expect(found.shape).toEqual(expected.shape);
  const largest = expected.values.reduce((a, b) => Math.max(a, Math.abs(b)), scale);
  const error = expected.values.reduce((a, b, i) => Math.max(a, Math.abs(b - (found.values[i] as number))), 0);
  expect(error / largest).toBeLessThan(bound);
}

async function run(make: () => tf.Tensor) {
  const result = tf.tidy(make);
  const values = (await result.data()) as Float32Array;
  result.dispose();
  return { shape: result.shape, values };
}

/** Standard normal numbers, the same for the same seed. */
export function noise(shape: number[], seed: number): tf.Tensor {
  const rng = makeRng('noise', seed);
  return tf.tensor(
    Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => rng.normal()),
    shape,
  );
}
