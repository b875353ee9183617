import { disposeVariables, type Tensor2D, tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { afterEach, expect, test } from 'vitest';
import { makeRng } from '../../core/base/rng.ts';
import type { BackendName } from '../../core/training/config.ts';
import { startBackend } from '../backend/start.ts';
import { TINY_BATCH, tinyBatch, tinyLearner } from '../testing/tiny-net.ts';
import { type Learner, Stepper } from './step.ts';
import { toInput } from './tensors.ts';
import { modelVariables } from './variables.ts';

/**
 * Length of the step to both sides along a direction of length 1. Weights and logits are float32 (ε = 6e-8), so rounding
 * leaves about ε / H = 1e-4 of a slope; what the curvature and the kinks of relu and pooling add falls with H.
 */
const H = 5e-4;

/** Largest error of a slope, as a share of the gradient's length: five times what is seen. */
const TOLERANCE = 2e-3;

afterEach(() => disposeVariables());

/** Weighted cross-entropy with smoothed labels of the films' logits, in doubles, by its definition. */
async function lossOf({ model, preprocessing, classWeights, labelSmoothing }: Learner): Promise<number> {
  const batch = tinyBatch(0);
  const logits = tidy(
    () => model.apply(toInput(batch, preprocessing, TINY_BATCH), { training: true, step: 0 }) as Tensor2D,
  );
  const values = await logits.data();
  const outputs = logits.shape[1];
  logits.dispose();
  let loss = 0;
  for (const [film, label] of batch.labels.entries()) {
    const row = [...values.slice(film * outputs, (film + 1) * outputs)];
    const logSum = Math.log(row.reduce((sum, logit) => sum + Math.exp(logit), 0));
    for (const [k, logit] of row.entries()) {
      const target = labelSmoothing / outputs + (k === label ? 1 - labelSmoothing : 0);
      loss += (classWeights[label] as number) * target * (logSum - logit);
    }
  }
  return loss / TINY_BATCH;
}

/** The gradient as the training step has it: Adam's first moment after one step is a tenth of it. */
async function stepGradients(learner: Learner): Promise<Float64Array[]> {
  const stepper = new Stepper(learner);
  stepper.step(tinyBatch(0));
  await stepper.read();
  stepper.dispose();
  const { trainable } = modelVariables(learner.model);
  const moments = await Promise.all(learner.adam.moments.slice(0, trainable.length).map((moment) => moment.data()));
  return moments.map((moment) => Float64Array.from(moment, (m) => 10 * m));
}

/** The slope of the loss along `direction` from where the weight stands. */
async function slope(learner: Learner, weight: Variable, direction: Float64Array): Promise<number> {
  const start = Float32Array.from(await weight.data());
  const put = (length: number) => {
    const moved = tensor(
      start.map((w, i) => w + length * (direction[i] as number)),
      weight.shape,
    );
    weight.assign(moved);
    moved.dispose();
  };
  put(H);
  const ahead = await lossOf(learner);
  put(-H);
  const behind = await lossOf(learner);
  put(0);
  return (ahead - behind) / (2 * H);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}

function unit(values: Float64Array): Float64Array {
  const length = Math.sqrt(dot(values, values));
  return values.map((value) => value / length);
}

/** Largest error of the slopes along the gradient of each weight and along a direction drawn by chance. */
async function largestError(backend: BackendName): Promise<number> {
  await startBackend(backend, () => {});
  const learner = tinyLearner(0);
  const gradients = await stepGradients(learner);
  const errors: number[] = [];
  for (const [i, weight] of modelVariables(learner.model).trainable.entries()) {
    const gradient = gradients[i] as Float64Array;
    const length = Math.sqrt(dot(gradient, gradient));
    expect(length, weight.name).toBeGreaterThan(1e-3);
    const rng = makeRng('direction', i);
    const chance = gradient.map(() => rng.normal());
    for (const direction of [gradient, chance].map(unit)) {
      const found = await slope(learner, weight, direction);
      errors.push(Math.abs(found - dot(gradient, direction)) / length);
    }
  }
  learner.adam.dispose();
  learner.model.dispose();
  return Math.max(...errors);
}

test.each(['cpu', 'wasm', 'webgl'] as const)(
  '%s: the step’s gradients are the slopes of the loss',
  async (backend) => {
    expect(await largestError(backend)).toBeLessThan(TOLERANCE);
  },
  180_000,
);
