import { memory, tensor, type Variable } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import type { MapWish } from '../../core/training/exchange.ts';
import { startBackend } from '../backend/start.ts';
import { buildModel } from '../models/build.ts';
import { convRelu, type LayerSpec } from '../models/layer-spec.ts';
import { PLANTED, plantedFilms, shareWithin } from '../testing/planted.ts';
import { Adam } from '../training/adam.ts';
import { Stepper } from '../training/step.ts';
import { modelVariables } from '../training/variables.ts';
import { explain } from './explain.ts';

const never = new AbortController().signal;
const FILMS = plantedFilms(16, 1);
/** Two poolings. */
const CELL = 4;

beforeAll(async () => {
  await startBackend('wasm', () => {});
});

function judged(model: LayersModel, preprocessing = PLANTED) {
  return { model, preprocessing, shown: <T>(use: () => T) => use() };
}

function maps(model: LayersModel | ReturnType<typeof judged>, wish: Partial<MapWish> = {}, films = FILMS) {
  const targets = new Uint8Array(films.labels.length).fill(1);
  const network = 'shown' in model ? model : judged(model);
  return explain(network, films, { method: 'cam', targets, control: null, ...wish }, never);
}

/** Heat within the square and one cell around it, of each film that has one. */
function shares({ maps: all, size }: { maps: Float32Array; size: number }, margin: number, films = FILMS): number[] {
  const found: number[] = [];
  films.labels.forEach((label, film) => {
    const map = all.subarray(film * size * size, (film + 1) * size * size);
    if (label === 1) found.push(shareWithin(map, films.corners[film] as readonly [number, number], margin));
  });
  return found;
}

const BODY: readonly LayerSpec[] = [convRelu(2, 'same'), { kind: 'pool' }, convRelu(2, 'same'), { kind: 'pool' }];
const CLASSES: LayerSpec = { kind: 'dense', units: 2, relu: false };

/** One channel finds what is bright, the other what is dark; the head gives the first to class 1, the second to class 0. */
function designed(end: 'average' | 'flatten', dense: (input: number, output: number) => number): LayersModel {
  const model = buildModel({ input: [64, 64, 1], layers: [...BODY, { kind: end }, CLASSES] }, 1);
  const [first, firstBias, second, , head] = modelVariables(model).trainable;
  const set = (variable: Variable | undefined, value: (place: number) => number) => {
    if (!variable) return;
    const { size, shape } = variable;
    const values = tensor(
      Float32Array.from({ length: size }, (_, place) => value(place)),
      shape,
    );
    variable.assign(values);
    values.dispose();
  };
  set(first, (place) => (place % 2 === 0 ? 1 / 9 : -1 / 9));
  set(firstBias, (place) => (place === 0 ? -0.6 : 0.3));
  // [3, 3, from, to]: the middle only, each channel by itself.
  set(second, (place) => (place >= 16 && place < 20 && (place === 16 || place === 19) ? 1 : 0));
  set(head, (place) => dense(Math.floor(place / 2), place % 2));
  return model;
}

const ownClass = (channel: number, output: number) => (channel % 2 === output ? -1 : 1);

test('Grad-CAM finds the square that decides, to a cell, and nothing of the one that does not', async () => {
  const model = designed('average', (channel, output) => ownClass(channel, output));
  const before = memory().numTensors;
  const found = await maps(model);
  expect(memory().numTensors).toBe(before);
  expect(found).toMatchObject({ method: 'grad-cam', cell: CELL, size: 64 });
  for (const share of shares(found, CELL)) expect(share).toBeGreaterThan(0.8);
  const few = plantedFilms(4, 2);
  const covered = await maps(model, { method: 'occlusion' }, few);
  expect(memory().numTensors).toBe(before);
  expect(covered).toMatchObject({ method: 'occlusion', cell: 8 });
  for (const share of shares(covered, covered.cell, few)) expect(share).toBeGreaterThan(0.8);
  model.dispose();
});

test('HiResCAM finds the square where only one side of the film decides', async () => {
  // Only the left half counts for class 1, so that the mean over places says nothing.
  const left = (place: number) => (Math.floor(place / 2) % 16 < 8 ? 1 : -1);
  const model = designed('flatten', (place, output) => (output === 1 && place % 2 === 0 ? left(place) : 0));
  const found = await maps(model);
  expect(found).toMatchObject({ method: 'hires-cam', cell: CELL });
  for (const share of shares(found, CELL)) expect(share).toBeGreaterThan(0.8);
  model.dispose();
});

test('a network that learned the square shows it; the control map of weights drawn anew does not', async () => {
  const layers = [
    convRelu(8, 'same'),
    { kind: 'pool' },
    convRelu(8, 'same'),
    { kind: 'pool' },
    { kind: 'average' },
    CLASSES,
  ];
  const model = buildModel({ input: [64, 64, 1], layers: layers as LayerSpec[] }, 3);
  const preprocessing = { ...PLANTED, scale: 4 / 255, offset: -2 };
  const network = judged(model, preprocessing);
  const adam = new Adam(modelVariables(model).trainable, 0.02, 0);
  const rules = { classWeights: [1, 1], labelSmoothing: 0, wholeBatches: false, rateAt: () => 0.02 };
  const stepper = new Stepper({ model, adam, average: null, preprocessing, batchSize: 16, ...rules });
  let lastLoss = Number.NaN;
  for (let step = 0; step < 40; step++) {
    stepper.step(plantedFilms(16, 100 + step));
    lastLoss = (await stepper.read()).loss / 16;
  }
  expect(lastLoss).toBeLessThan(0.3);
  const weights = await Promise.all(modelVariables(model).all.map((variable) => variable.data()));
  const learned = await maps(network);
  expect(Math.min(...shares(learned, CELL))).toBeGreaterThan(0.8);
  const control = await maps(network, { control: 7 });
  const again = await maps(network, { control: 7 });
  expect(control.maps).toEqual(again.maps);
  expect(mean(shares(control, CELL).filter(Number.isFinite))).toBeLessThan(0.5);
  const after = await Promise.all(modelVariables(model).all.map((variable) => variable.data()));
  expect(after).toEqual(weights);
  adam.dispose();
  stepper.dispose();
  model.dispose();
});

test.each(['cpu', 'webgl'] as const)('the maps of %s are those of WASM', async (backend) => {
  const films = plantedFilms(2, 5);
  const make = async (method: MapWish['method']) => {
    const model = designed('average', ownClass);
    const found = await maps(model, { method }, films);
    model.dispose();
    return found.maps;
  };
  for (const method of ['cam', 'occlusion'] as const) {
    await startBackend('wasm', () => {});
    const expected = await make(method);
    await startBackend(backend, () => {});
    const found = await make(method);
    const largest = expected.reduce((a, b) => Math.max(a, b), 0);
    expect(largest).toBeGreaterThan(0);
    expect(found.every((heat, i) => Math.abs(heat - (expected[i] as number)) < 1e-3 * largest)).toBe(true);
  }
  await startBackend('wasm', () => {});
});

test('a cancelled explanation ends', async () => {
  const model = designed('average', ownClass);
  const controller = new AbortController();
  const wish = { method: 'occlusion', targets: new Uint8Array(16), control: null } as const;
  const asked = explain(judged(model), FILMS, wish, controller.signal);
  controller.abort();
  await expect(asked).rejects.toThrow('abort');
  model.dispose();
});

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
