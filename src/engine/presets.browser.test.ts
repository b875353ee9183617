import { dispose, io, memory, reverse, softmax, type Tensor4D, tensor4d, type Variable } from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashParts } from '../core/base/rng.ts';
import type { Checkpoint } from '../core/report/model-record.ts';
import type { BackendName, TrainingConfig } from '../core/training/config.ts';
import type { EpochRecord, RunEvent } from '../core/training/events.ts';
import type { Batch } from '../core/training/exchange.ts';
import { deleteCheckpoint, findCheckpoint } from '../storage/checkpoints.ts';
import { startBackend } from './backend/start.ts';
import type { ModelFile } from './model-files.ts';
import { buildModel } from './models/build.ts';
import { networkSpec } from './models/registry.ts';
import { TrainSession } from './train-session.ts';
import { Adam } from './training/adam.ts';
import { FOLDER_PLAN, fakeFilms, smallConfig } from './training/fake-films.ts';
import { Stepper } from './training/step.ts';
import { modelVariables } from './training/variables.ts';

const FILMS = fakeFilms({ train: 96, validation: 40, test: 20 });
const never = new AbortController().signal;
const ignore = () => {};

let session: TrainSession;
beforeEach(() => {
  session = new TrainSession({ onLost: ignore, now: () => new Date(0), newId: () => 'id' });
  session.attach(FILMS);
});
afterEach(() => deleteCheckpoint('run'));

interface Run {
  readonly config?: TrainingConfig;
  readonly resume?: Checkpoint | null;
  readonly stopAt?: (event: RunEvent) => boolean;
  readonly onEvent?: (event: RunEvent) => void;
}

async function train({ config = smallConfig(), resume = null, stopAt, onEvent }: Run = {}): Promise<EpochRecord[]> {
  const records: EpochRecord[] = [];
  const controller = new AbortController();
  const listen = (event: RunEvent) => {
    if (event.kind === 'epoch') records.push(event.record);
    onEvent?.(event);
    if (stopAt?.(event)) controller.abort();
  };
  await session.train({ id: 'run', config, plan: FOLDER_PLAN, resume }, listen, controller.signal);
  return records;
}

async function download() {
  const [json, bin] = (await session.download(null)) as [ModelFile, ModelFile];
  return { json: JSON.parse(await json.blob.text()), weights: await bin.blob.arrayBuffer() };
}

async function weightsHash(): Promise<number> {
  return hashParts([...new Uint8Array((await download()).weights)]);
}

test('the whole recipe learns, is judged alike everywhere, and goes on after a stop as if there had been none', async () => {
  const whole = await train();
  const last = whole.at(-1) as EpochRecord;
  expect(last.valAccuracy).toBeGreaterThan(0.9);
  expect(whole[2]?.tensors).toBe(whole[1]?.tensors);
  const evaluation = await session.evaluate({ split: 'validation', plan: FOLDER_PLAN, weights: 'last' }, ignore, never);
  expect(evaluation.loss).toBeCloseTo(last.valLoss as number, 6);
  for (const film of [0, 17, 39]) {
    const { probabilities } = await session.predict(new File([], `validation ${film}`));
    for (const [k, p] of probabilities.entries()) {
      expect(Math.abs(p - (evaluation.probabilities[2 * film + k] as number))).toBeLessThan(1e-6);
    }
  }
  const [hash, tensors] = [await weightsHash(), memory().numTensors];
  // Weights, their mean, moments, schedule and dropout all go on from where they were.
  await train({ stopAt: (event) => event.kind === 'progress' && event.epoch === 1 });
  const resume = (await findCheckpoint()) as Checkpoint;
  expect(resume.averages?.byteLength).toBe(resume.weights.byteLength);
  const [second, third] = await train({ resume });
  expect(second).toMatchObject({ epoch: 1, loss: whole[1]?.loss, valLoss: whole[1]?.valLoss });
  expect(third).toMatchObject({ epoch: 2, loss: last.loss, valLoss: last.valLoss });
  expect(await weightsHash()).toBe(hash);
  // The network that was judged last stays for its maps until another is judged.
  await session.evaluate({ split: 'validation', plan: FOLDER_PLAN, weights: 'last' }, ignore, never);
  expect(memory().numTensors).toBe(tensors);
});

test('while it trains, files and predictions are those of the mean of the weights', async () => {
  const seen: Promise<unknown>[] = [];
  await train({
    config: smallConfig({ epochs: 2 }),
    onEvent: (event) => {
      if (event.kind !== 'epoch' || event.record.epoch !== 0) return;
      seen.push(download(), findCheckpoint());
    },
  });
  const [files, checkpoint] = (await Promise.all(seen)) as [Awaited<ReturnType<typeof download>>, Checkpoint];
  // Both hold all the weights, each in its own order.
  const sorted = (buffer: ArrayBuffer) => [...new Float32Array(buffer)].sort((a, b) => a - b);
  expect(sorted(files.weights)).toEqual(sorted(checkpoint.averages as ArrayBuffer));
  expect(sorted(files.weights)).not.toEqual(sorted(checkpoint.weights));
});

test('a film and its mirror image get the same answer; plain TensorFlow.js gets it from the exported files', async () => {
  await train({ config: smallConfig({ epochs: 1 }) });
  const film = new File([], 'test 3');
  const bytes = (await FILMS.film(film, { imageSize: 16, interpolation: 'antialiased' }, 1)).bytes;
  const { probabilities } = await session.predict(film);
  session.attach({ ...FILMS, film: async (...args) => mirrored(await FILMS.film(...args)) });
  expect((await session.predict(film)).probabilities).toEqual(probabilities);
  const { json, weights } = await download();
  const { preprocessing, run, parameters } = json.userDefinedMetadata.thoraxlab;
  expect(preprocessing).toMatchObject({ mirrorAverage: true, scale: 4 / 255, offset: -2 });
  expect(parameters).toBe(307_506);
  expect(run.config).toMatchObject({ optimizer: 'adamw', averageWeights: 0.8 });
  const model = await loadLayersModel(
    io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest[0].weights,
      weightData: weights,
    }),
  );
  const input = tensor4d(
    Float32Array.from(bytes, (byte) => byte * preprocessing.scale + preprocessing.offset),
    [1, 16, 16, 1],
  );
  const judge = (x: Tensor4D) => [...softmax(model.predict(x) as Tensor4D).dataSync()];
  const [plain, mirror] = [judge(input), judge(reverse(input, 2))];
  for (const [k, p] of probabilities.entries()) {
    expect(((plain[k] as number) + (mirror[k] as number)) / 2).toBeCloseTo(p, 6);
  }
  dispose(input);
  model.dispose();
});

function mirrored(batch: Batch): Batch {
  const { bytes, imageSize } = batch;
  return {
    ...batch,
    bytes: bytes.map((_, i) => bytes[i - (i % imageSize) + imageSize - 1 - (i % imageSize)] as number),
  };
}

/** Losses of two steps with batches that are not full, and some of the moving moments after them. */
async function firstSteps(backend: BackendName): Promise<number[]> {
  await startBackend(backend, ignore);
  const { preprocessing } = smallConfig();
  const model = buildModel(networkSpec('small', preprocessing, 2), 1);
  const adam = new Adam(modelVariables(model).trainable, 0.001, 0.05);
  const rules = { classWeights: [1.5, 0.75], labelSmoothing: 0.05, wholeBatches: true, rateAt: () => 0.001 };
  const stepper = new Stepper({ model, adam, average: null, preprocessing, batchSize: 4, ...rules });
  const losses: number[] = [];
  for (const [number, batchSize] of [3, 3].entries()) {
    const request = {
      split: 'train',
      plan: FOLDER_PLAN,
      batch: number,
      batchSize,
      channels: 1,
      shuffle: null,
    } as const;
    const batch = await FILMS.batch({ ...request, augmentation: null });
    stepper.step(batch);
    losses.push((await stepper.read()).loss / batchSize);
  }
  const moving = modelVariables(model).all.at(-1) as Variable;
  losses.push(...(await moving.data()).slice(0, 4));
  adam.dispose();
  model.dispose();
  return losses;
}

test('WebGL and WASM learn from the residual net what plain JavaScript learns', async () => {
  const expected = await firstSteps('cpu');
  for (const backend of ['wasm', 'webgl'] as const) {
    const found = await firstSteps(backend);
    for (const [i, value] of expected.entries()) {
      expect(Math.abs((found[i] as number) - value) / Math.abs(value), `${backend} ${i}`).toBeLessThan(1e-3);
    }
  }
}, 120_000);
