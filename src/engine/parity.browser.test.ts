import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { afterEach, expect, test } from 'vitest';
import { type BackendName, PRESETS } from '../core/training/config.ts';
import { startBackend } from './backend/start.ts';
import { formulaPicture, formulaWeights } from './fixtures/formula.ts';
import { kerasPaper } from './fixtures/keras.ts';
import { buildModel } from './models/build.ts';
import { networkSpec } from './models/registry.ts';
import { Adam } from './training/adam.ts';
import { Stepper } from './training/step.ts';
import { modelVariables } from './training/variables.ts';

const keras = kerasPaper();
const { preprocessing } = PRESETS.paper.config;
const films = keras.labels.length;

/** The paper's network with the weights Keras was given, and the films. */
function start() {
  const model = buildModel(networkSpec('paper', preprocessing, 2), 1);
  for (const [i, variable] of modelVariables(model).trainable.entries()) {
    const { shape, limit } = keras.tensors[i] as (typeof keras.tensors)[number];
    expect(variable.shape).toEqual(shape);
    const values = tf.tensor(formulaWeights(variable.size, i, limit), variable.shape);
    variable.assign(values);
    values.dispose();
  }
  const size = { width: 64, height: 64, channels: 3 };
  const pictures = Array.from({ length: films }, (_, film) => [...formulaPicture(size, film)]);
  const batch = {
    bytes: Uint8Array.from(pictures.flat()),
    labels: Uint8Array.from(keras.labels),
    samples: new Uint32Array(films),
    imageSize: 64,
  };
  return { model, batch };
}

/** Largest difference relative to the largest expected value. */
function relative(found: readonly number[], expected: readonly number[]): number {
  expect(found).toHaveLength(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(value - (found[i] as number)))) / largest;
}

async function logitsOf(model: LayersModel, batch: ReturnType<typeof start>['batch']): Promise<number[]> {
  const logits = tf.tidy(() => {
    const input = tf.tensor4d(
      Float32Array.from(batch.bytes, (byte) => byte / 255),
      [films, 64, 64, 3],
    );
    return model.apply(input) as tf.Tensor2D;
  });
  return [...(await logits.data())];
}

/** Norms of the first step's gradients, in doubles: Adam's first moment is then a tenth of the gradient. */
async function gradientNorms(adam: Adam): Promise<number[]> {
  const moments = await Promise.all(adam.moments.slice(0, keras.tensors.length).map((moment) => moment.data()));
  return moments.map((moment) => 10 * Math.sqrt([...moment].reduce((sum, m) => sum + m * m, 0)));
}

/** Logits, then step after step losses; gradients after the first, weights after the last. */
async function holdsToKeras(backend: BackendName, steps = keras.losses.length): Promise<void> {
  await startBackend(backend, () => {});
  expect(tf.getBackend()).toBe(backend);
  const { model, batch } = start();
  expect(relative(await logitsOf(model, batch), keras.logits.flat())).toBeLessThan(1e-4);
  const { trainable } = modelVariables(model);
  const adam = new Adam(trainable, 0.001);
  const rules = { classWeights: [1, 1], labelSmoothing: 0, wholeBatches: false, rateAt: () => 0.001 };
  const stepper = new Stepper({ model, adam, average: null, preprocessing, batchSize: films, ...rules });
  const losses: number[] = [];
  while (losses.length < steps) {
    stepper.step(batch);
    losses.push((await stepper.read()).loss / films);
    if (losses.length > 1) continue;
    const norms = keras.tensors.map(({ gradientNorm }) => gradientNorm);
    expect(relative(await gradientNorms(adam), norms)).toBeLessThan(1e-4);
  }
  expect(relative(losses, keras.losses.slice(0, steps))).toBeLessThan(1e-4);
  if (steps === keras.losses.length) {
    const differences = await weightDifferences(trainable);
    expect(Math.sqrt(differences.reduce((sum, d) => sum + d * d, 0) / differences.length)).toBeLessThanOrEqual(1e-6);
    expect(differences[Math.floor(differences.length * 0.999)]).toBeLessThanOrEqual(1e-4);
  }
  adam.dispose();
  model.dispose();
}

/** Differences of the sampled weights to Keras', smallest first. */
async function weightDifferences(variables: readonly tf.Variable[]): Promise<number[]> {
  const all: number[] = [];
  for (const [i, variable] of variables.entries()) {
    const { stride, weights } = keras.tensors[i] as (typeof keras.tensors)[number];
    const found = await variable.data();
    for (const [j, weight] of weights.entries()) all.push(Math.abs(weight - (found[j * stride] as number)));
  }
  return all.sort((a, b) => a - b);
}

afterEach(() => tf.disposeVariables());

test('Adam puts its epsilon where Keras does: constant small gradients move weights alike', async () => {
  await startBackend('wasm', () => {});
  const { gradients, weights } = keras.adam;
  const variable = tf.tidy(() => tf.variable(tf.zeros([gradients.length])));
  const adam = new Adam([variable], 0.001);
  for (let step = 0; step < keras.losses.length; step++) {
    const gradient = tf.tensor1d([...gradients]);
    adam.apply({ [variable.name]: gradient });
    gradient.dispose();
  }
  // Keras computes 1 - 0.999^t in float32, good to 3e-5; TensorFlow.js' own Adam is 5e-4 and more away.
  expect(relative([...(await variable.data())], weights)).toBeLessThan(3e-5);
});

test('WASM gives what Keras gave: logits, gradients, losses and weights after three steps', () => holdsToKeras('wasm'));

test('WebGL gives what Keras gave', () => holdsToKeras('webgl'), 240_000);

// Its steps take seconds each; that its later ones are those of WASM and WebGL is tested on a smaller network.
test('plain JavaScript gives what Keras gave, in its first step', () => holdsToKeras('cpu', 1), 240_000);
