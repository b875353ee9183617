import { disposeVariables, getBackend } from '@tensorflow/tfjs-core';
import { afterEach, expect, test } from 'vitest';
import type { BackendName } from '../../core/training/config.ts';
import { startBackend } from '../backend/start.ts';
import { TINY_BATCH, tinyBatch, tinyLearner } from '../testing/tiny-net.ts';
import { Stepper } from './step.ts';

const STEPS = 200;

afterEach(() => disposeVariables());

/** The loss of each of 200 steps from one seed. */
async function losses(backend: BackendName): Promise<number[]> {
  await startBackend(backend, () => {});
  expect(getBackend()).toBe(backend);
  const learner = tinyLearner(0.002);
  const stepper = new Stepper(learner);
  const found: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    // Ten batches in turn: a pass over them is an epoch.
    stepper.step(tinyBatch(step % 10));
    found.push((await stepper.read()).loss / TINY_BATCH);
  }
  stepper.dispose();
  learner.adam.dispose();
  learner.model.dispose();
  return found;
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

test('200 steps from one seed: WASM and WebGL begin as plain JavaScript does and arrive where it arrives', async () => {
  const expected = await losses('cpu');
  const end = mean(expected.slice(180));
  expect(end).toBeLessThan(0.8 * mean(expected.slice(0, 20)));
  for (const backend of ['wasm', 'webgl'] as const) {
    const found = await losses(backend);
    const apart = found.slice(0, 20).map((loss, step) => Math.abs(loss - (expected[step] as number)));
    expect(Math.max(...apart), `${backend}, steps 1 to 20`).toBeLessThan(1e-3);
    expect(Math.abs(mean(found.slice(180)) / end - 1), `${backend}, steps 181 to 200`).toBeLessThan(0.05);
  }
}, 180_000);
