import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { PRESETS, type PresetName } from '../../core/training/config.ts';
import { startBackend } from '../backend/start.ts';
import { modelVariables, readFlat } from '../training/variables.ts';
import { buildModel } from './build.ts';
import { networkSpec } from './registry.ts';
import { summarise } from './summarise.ts';

beforeAll(async () => {
  await startBackend('wasm', () => {});
});

test.each(['paper', 'quick'] as PresetName[])('the table of %s is that of the model that is built', (preset) => {
  const { architecture, preprocessing } = PRESETS[preset].config;
  const spec = networkSpec(architecture, preprocessing, 4);
  const model = buildModel(spec, 1);
  const { layers, parameters } = summarise(spec);
  expect(model.countParams()).toBe(parameters);
  expect(model.layers.map((layer) => [layer.name, layer.getClassName(), layer.outputShape])).toEqual(
    layers.map(({ name, type, outputShape }) => [name, type, [null, ...outputShape]]),
  );
  model.dispose();
});

test('weights start as Glorot says, the same for the same seed and other for another, zero included', async () => {
  const { preprocessing } = PRESETS.paper.config;
  const start = async (seed: number) => {
    const model = buildModel(networkSpec('paper', preprocessing, 2), seed);
    const weights = await readFlat(modelVariables(model).all);
    model.dispose();
    return weights;
  };
  const before = memory().numTensors;
  const [zero, again, one] = [await start(0), await start(0), await start(1)];
  expect(memory().numTensors).toBe(before);
  expect(again.every((weight, i) => weight === zero[i])).toBe(true);
  expect(one.slice(0, 864)).not.toEqual(zero.slice(0, 864));
  // The first kernel: uniform in ±√(6 / (27 + 288)), and its biases zero.
  const limit = Math.sqrt(6 / (27 + 288));
  const kernel = zero.subarray(0, 864);
  const largest = kernel.reduce((a, w) => Math.max(a, Math.abs(w)), 0);
  expect(largest).toBeLessThanOrEqual(limit);
  expect(largest).toBeGreaterThan(0.98 * limit);
  expect(Math.sqrt(kernel.reduce((sum, w) => sum + w * w, 0) / 864)).toBeCloseTo(limit / Math.sqrt(3), 2);
  expect(zero.subarray(864, 896)).toEqual(new Float32Array(32));
});
