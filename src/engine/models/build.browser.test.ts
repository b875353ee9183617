import { io, memory, randomNormal, type Tensor } from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import { PRESETS, type PresetName } from '../../core/training/config.ts';
import { startBackend } from '../backend/start.ts';
import { toArtifacts } from '../model-files.ts';
import { modelVariables, readFlat } from '../training/variables.ts';
import { buildModel } from './build.ts';
import { isChain } from './layer-spec.ts';
import { networkSpec } from './registry.ts';
import { summarise } from './summarise.ts';

beforeAll(async () => {
  await startBackend('wasm', () => {});
});

test.each(Object.keys(PRESETS) as PresetName[])('the table of %s is that of the model that is built', (preset) => {
  const { architecture, preprocessing } = PRESETS[preset].config;
  const spec = networkSpec(architecture, preprocessing, 4);
  const model = buildModel(spec, 1);
  const { layers, parameters } = summarise(spec);
  expect(modelVariables(model).trainable.reduce((sum, { size }) => sum + size, 0)).toBe(parameters);
  const rows = model.layers.filter((layer) => layer.getClassName() !== 'InputLayer');
  const byName = (a: readonly unknown[], b: readonly unknown[]) => String(a[0]).localeCompare(String(b[0]));
  // A graph's layers stand in the order in which they can run; a chain's in the table's.
  const sorted = <T extends readonly unknown[]>(all: T[]) => (isChain(spec) ? all : all.sort(byName));
  expect(sorted(rows.map((layer) => [layer.name, layer.getClassName(), layer.outputShape]))).toEqual(
    sorted(layers.map(({ name, type, outputShape }) => [name, type, [null, ...outputShape]])),
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

test('a dropout mask is another at each step and the same for the same step; files hold the stock layers', async () => {
  const { preprocessing } = PRESETS.small.config;
  const model = buildModel(networkSpec('small', { ...preprocessing, imageSize: 16 }, 2), 1);
  const films = randomNormal([4, 16, 16, 1], 0, 1, 'float32', 7);
  const logits = (kwargs: object) => {
    const output = model.apply(films, kwargs) as Tensor;
    const values = [...output.dataSync()];
    output.dispose();
    return values;
  };
  const training = (step: number) => logits({ training: true, step });
  const first = training(1);
  expect(training(1)).toEqual(first);
  expect(training(2)).not.toEqual(first);
  const judged = logits({ training: false });
  const { topology, weightSpecs, weightData } = await toArtifacts(model);
  const parts = { modelTopology: topology as object, weightSpecs: weightSpecs as never, weightData };
  const stock = await loadLayersModel(io.fromMemory(parts));
  const again = stock.predict(films) as Tensor;
  expect([...again.dataSync()]).toEqual(judged);
  const kinds = new Set(stock.layers.map((layer) => layer.getClassName()));
  expect([...kinds].sort()).toEqual([
    'Activation',
    'Add',
    'BatchNormalization',
    'Conv2D',
    'Dense',
    'Dropout',
    'GlobalAveragePooling2D',
    'InputLayer',
  ]);
  for (const made of [films, again, model, stock]) made.dispose();
});
