import { io, tensor } from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import type { AppError } from '../core/base/errors.ts';
import type { ModelFile } from './model-files.ts';
import { TrainSession } from './train-session.ts';
import { FOLDER_PLAN, fakeFilms, quickConfig } from './training/fake-films.ts';

const FILM = new File([], 'test 3');
const never = new AbortController().signal;
const session = new TrainSession({ onLost: () => {}, now: () => new Date(0), newId: () => 'id' });

beforeAll(async () => {
  session.attach(fakeFilms({ train: 64, validation: 16, test: 16 }));
  const request = { id: 'files-run', config: quickConfig({ epochs: 1 }), plan: FOLDER_PLAN, resume: null };
  expect(await session.train(request, () => {}, never)).toEqual({ kind: 'finished' });
});

interface Saved {
  readonly json: Record<string, unknown>;
  readonly weights: Float32Array<ArrayBuffer>;
}

async function download(): Promise<Saved> {
  const [model, weights] = (await session.download(null)) as [ModelFile, ModelFile];
  expect([model.name, weights.name]).toEqual(['model.json', 'weights.bin']);
  return {
    json: JSON.parse(await model.blob.text()),
    weights: new Float32Array(await weights.blob.arrayBuffer()),
  };
}

function files({ json, weights }: Saved): File[] {
  return [new File([JSON.stringify(json)], 'model.json'), new File([weights], 'weights.bin')];
}

/** Uploads files that must be refused, and shows that the network in hand is still there. */
async function refused(bad: readonly File[]): Promise<unknown> {
  const before = await session.predict(FILM);
  const error = await session.upload(bad).catch((reason: unknown) => (reason as AppError).code);
  expect((await session.predict(FILM)).probabilities).toEqual(before.probabilities);
  return error;
}

test('downloaded files come back as the same network', async () => {
  const before = await session.predict(FILM);
  const saved = await download();
  const changed = { ...saved, weights: saved.weights.map((w) => w / 2) };
  await session.upload(files(changed));
  expect((await session.predict(FILM)).probabilities).not.toEqual(before.probabilities);
  const { record, current } = await session.upload(files(saved));
  expect(record.run?.history.length).toBeGreaterThan(0);
  expect(current).toMatchObject({ classNames: ['NORMAL', 'PNEUMONIA'], parameters: 6146 });
  expect((await session.predict(FILM)).probabilities).toEqual(before.probabilities);
});

test('plain TensorFlow.js opens the files and finds preprocessing and classes in them', async () => {
  const saved = await download();
  const { userDefinedMetadata } = saved.json as { userDefinedMetadata: { thoraxlab: unknown } };
  expect(userDefinedMetadata.thoraxlab).toMatchObject({
    classNames: ['NORMAL', 'PNEUMONIA'],
    preprocessing: quickConfig().preprocessing,
    run: { config: { seed: 1 }, history: [{ epoch: 0 }] },
  });
  const model = await loadLayersModel(io.browserFiles(files(saved)));
  const { bytes } = await fakeFilms({ train: 0, validation: 0, test: 16 }).film(
    FILM,
    { imageSize: 16, interpolation: 'antialiased' },
    1,
  );
  const { scale, offset } = quickConfig().preprocessing;
  const input = tensor(
    Float32Array.from(bytes, (byte) => byte * scale + offset),
    [1, 16, 16, 1],
  );
  const logits = await (model.predict(input) as typeof input).data();
  const expected = (await session.predict(FILM)).probabilities;
  const exps = Array.from(logits, Math.exp);
  const sum = exps.reduce((a, b) => a + b);
  for (const [k, e] of exps.entries()) expect(e / sum).toBeCloseTo(expected[k] as number, 6);
  input.dispose();
  model.dispose();
});

test('files that are not ours, damaged or incomplete are refused by their kind', async () => {
  const saved = await download();
  const { json, weights } = saved;
  const [model, bin] = files(saved) as [File, File];
  expect(await refused([])).toBe('model-not-ours');
  expect(await refused([bin])).toBe('model-not-ours');
  expect(await refused([new File(['{"a": 1'], 'model.json'), bin])).toBe('model-not-ours');
  expect(await refused(files({ json: { ...json, userDefinedMetadata: undefined }, weights }))).toBe('model-not-ours');
  expect(await refused(files({ json: { ...json, modelTopology: { class_name: 'Odd' } }, weights }))).toBe(
    'model-not-ours',
  );
  expect(await refused([model])).toBe('model-lacks-weights');
  expect(await refused([model, new File(['short'], 'weights.bin')])).toBe('model-lacks-weights');
  const broken = weights.slice();
  broken[100] = Number.NaN;
  expect(await refused(files({ json, weights: broken }))).toBe('model-has-nan');
});

test('a network whose input is not what its record says is refused', async () => {
  const saved = await download();
  const text = JSON.stringify(saved.json).replace('"imageSize":16', '"imageSize":32');
  expect(await refused([new File([text], 'model.json'), new File([saved.weights], 'weights.bin')])).toBe(
    'model-not-ours',
  );
});
