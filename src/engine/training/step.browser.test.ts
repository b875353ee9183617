import { backend, env, memory } from '@tensorflow/tfjs-core';
import { afterEach, expect, test, vi } from 'vitest';
import { startBackend } from '../backend/start.ts';
import { buildModel } from '../models/build.ts';
import { networkSpec } from '../models/registry.ts';
import { summarise } from '../models/summarise.ts';
import { Adam } from './adam.ts';
import { fakeFilms, quickConfig, smallConfig } from './fake-films.ts';
import { reserveMemory } from './memory.ts';
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

function firstBatch({ batchSize, preprocessing }: ReturnType<typeof quickConfig>) {
  const plan = { validation: 'none', validationPercent: 12, seed: 1, leftOut: [] } as const;
  return fakeFilms({ train: 32, validation: 0, test: 0 }).batch({
    ...{ split: 'train', plan, batch: 0, batchSize, channels: preprocessing.channels },
    ...{ shuffle: null, augmentation: null },
  });
}

// Small has the step of the most operations: batch normalisation, decay, the mean of the weights; WebGL would compile for long.
test.each([
  ['webgl', quickConfig()],
  ['wasm', smallConfig()],
] as const)('steps on %s take nothing from the device; a look takes one read for all of them', async (name, config) => {
  await startBackend(name, () => {});
  const batch = await firstBatch(config);
  const stepper = makeStepper(config);
  // The first step sets up what the backend needs for good.
  stepper.step(batch);
  await stepper.read();
  const tensors = memory().numTensors;
  const syncs = countSyncs();
  for (let i = 0; i < STEPS; i++) stepper.step(batch);
  expect(syncs()).toEqual([0, 0, 0, 0, 0, 0]);
  const tally = await stepper.read();
  expect(tally.films).toBe(STEPS * config.batchSize);
  expect(tally.loss).toBeGreaterThan(0);
  expect(syncs()[0]).toBe(1);
  expect(memory().numTensors).toBe(tensors);
});

test('on WebGL a step after the first ones makes no texture and no shader, whatever the run needs of both', async () => {
  await startBackend('webgl', () => {});
  const config = quickConfig();
  // As if the run were larger than all that a backend keeps at first.
  env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', 1);
  reserveMemory(summarise(networkSpec('quick', config.preprocessing, 2)), config.batchSize, 'webgl');
  const batch = await firstBatch(config);
  const stepper = makeStepper(config);
  const gl = WebGL2RenderingContext.prototype;
  const made = [vi.spyOn(gl, 'createTexture'), vi.spyOn(gl, 'createProgram'), vi.spyOn(gl, 'drawArrays')] as const;
  for (let i = 0; i < 3; i++) stepper.step(batch);
  await stepper.read();
  const before = made.map(({ mock }) => mock.calls.length);
  expect(Math.min(...before)).toBeGreaterThan(0);
  stepper.step(batch);
  const [textures, programs, draws] = made.map(({ mock }, i) => mock.calls.length - (before[i] as number));
  expect([textures, programs]).toEqual([0, 0]);
  expect(draws).toBeGreaterThan(0);
  stepper.dispose();
});
