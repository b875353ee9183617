import { backend, memory } from '@tensorflow/tfjs-core';
import { afterEach, expect, test, vi } from 'vitest';
import { startBackend } from '../backend/start.ts';
import { buildModel } from '../models/build.ts';
import { networkSpec } from '../models/registry.ts';
import { Adam } from './adam.ts';
import { fakeFilms, quickConfig, smallConfig } from './fake-films.ts';
import { Stepper } from './step.ts';
import { modelVariables } from './variables.ts';
import { WeightAverage } from './weight-average.ts';

const STEPS = 4;

afterEach(() => vi.restoreAllMocks());

/** Whatever makes the worker wait for the device, or takes values from it. */
function countSyncs() {
  const gl = WebGL2RenderingContext.prototype;
  const inUse = backend() as unknown as { read(): unknown; readSync(): unknown };
  const spies = [
    vi.spyOn(inUse, 'read'),
    vi.spyOn(inUse, 'readSync'),
    vi.spyOn(gl, 'readPixels'),
    vi.spyOn(gl, 'finish'),
    vi.spyOn(gl, 'clientWaitSync'),
    vi.spyOn(gl, 'getBufferSubData'),
  ];
  return () => spies.map((spy) => spy.mock.calls.length);
}

function makeStepper({ architecture, preprocessing, batchSize, averageWeights }: ReturnType<typeof quickConfig>) {
  const model = buildModel(networkSpec(architecture, preprocessing, 2), 1);
  return new Stepper({
    model,
    adam: new Adam(modelVariables(model).trainable, 0.001, 0.05),
    average: averageWeights > 0 ? new WeightAverage(model, averageWeights) : null,
    preprocessing,
    batchSize,
    classWeights: [1, 1],
    labelSmoothing: 0.05,
    wholeBatches: averageWeights > 0,
    rateAt: () => 0.001,
  });
}

// Small has the step of the most operations: batch normalisation, decay, the mean of the weights; WebGL would compile for long.
test.each([
  ['webgl', quickConfig()],
  ['wasm', smallConfig()],
] as const)('steps on %s take nothing from the device; a look takes one read for all of them', async (name, config) => {
  await startBackend(name, () => {});
  const plan = { validation: 'none', validationPercent: 12, seed: 1, leftOut: [] } as const;
  const { batchSize, preprocessing } = config;
  const batch = await fakeFilms({ train: 32, validation: 0, test: 0 }).batch({
    ...{ split: 'train', plan, batch: 0, batchSize, channels: preprocessing.channels },
    ...{ shuffle: null, augmentation: null },
  });
  const stepper = makeStepper(config);
  // The first step sets up what the backend needs for good.
  stepper.step(batch);
  await stepper.read();
  const tensors = memory().numTensors;
  const syncs = countSyncs();
  for (let i = 0; i < STEPS; i++) stepper.step(batch);
  expect(syncs()).toEqual([0, 0, 0, 0, 0, 0]);
  const tally = await stepper.read();
  expect(tally.films).toBe(STEPS * batchSize);
  expect(tally.loss).toBeGreaterThan(0);
  expect(syncs()[0]).toBe(1);
  expect(memory().numTensors).toBe(tensors);
});
