import { afterEach, expect, test, vi } from 'vitest';
import type { Checkpoint, ModelArtifacts, ModelRecord } from '../core/report/model-record.ts';
import { PRESETS, planOf } from '../core/training/config.ts';
import { deleteCheckpoint, findCheckpoint, saveCheckpoint } from './checkpoints.ts';
import { withDatabase } from './database.ts';
import { deleteModel, listModels, readModel, saveModel } from './models.ts';

const { config } = PRESETS.paper;
const plan = planOf(config, [4]);
const patients = { train: 7, validation: 2, test: 3 };
const divided = { films: { train: [3, 4], validation: [1, 1], test: [2, 2] }, patients };
const backend = { backend: 'wasm', renderer: 'WASM SIMD', software: true, reason: 'no-webgl' } as const;
const dataset = {
  name: 'chest_xray',
  source: 'folder',
  fingerprint: '01234567',
  namedFingerprint: '89abcdef',
  patientRule: { kind: 'table', file: 'patients.csv' } as const,
  counts: { train: [3, 5], validation: [1, 1], test: [2, 2] },
};
const history = [
  {
    epoch: 0,
    loss: 0.5,
    accuracy: 0.8,
    valLoss: null,
    valAccuracy: null,
    seconds: 2,
    waitingShare: 0.1,
    tensors: 30,
    bytes: 1000,
  },
];

function record(id: string, savedAt: string): ModelRecord {
  const { preprocessing } = config;
  const run = { id: 'run', config, plan, divided, backend, dataset, history };
  const classNames = ['NORMAL', 'PNEUMONIA'];
  return { version: 3, id, name: `Model ${id}`, savedAt, classNames, preprocessing, parameters: 3, run, result: null };
}

function checkpoint(id: string): Checkpoint {
  return {
    version: 3,
    id,
    savedAt: '2026-01-01T00:00:00.000Z',
    config,
    plan,
    divided,
    backend,
    dataset,
    classNames: ['NORMAL', 'PNEUMONIA'],
    history,
    optimizerSteps: 5,
    weights: Float32Array.of(1, 2, 3).buffer,
    moments: new ArrayBuffer(24),
    averages: null,
    bestEpoch: 0,
    bestWeights: null,
  };
}

const artifacts: ModelArtifacts = {
  topology: { class_name: 'Sequential' },
  weightSpecs: [{ name: 'w', shape: [3], dtype: 'float32' }],
  weightData: Float32Array.of(1, 2, 3).buffer,
};

afterEach(async () => {
  vi.restoreAllMocks();
  await withDatabase(async (database) => {
    for (const store of ['models', 'artifacts', 'checkpoints'] as const) await database.clear(store);
  });
});

test('models come back as they were kept, newest first', async () => {
  await saveModel(record('a', '2026-01-01T00:00:00.000Z'), artifacts);
  await saveModel(record('b', '2026-02-01T00:00:00.000Z'), artifacts);
  expect((await listModels()).map(({ id }) => id)).toEqual(['b', 'a']);
  expect(await readModel('a')).toEqual({ record: record('a', '2026-01-01T00:00:00.000Z'), artifacts });
  await deleteModel('a');
  await expect(readModel('a')).rejects.toMatchObject({ code: 'no-model' });
  expect(await listModels()).toHaveLength(1);
});

test('a damaged record is told, and does not hide the others', async () => {
  await saveModel(record('good', '2026-01-01T00:00:00.000Z'), artifacts);
  await saveModel({ ...record('bad', ''), parameters: -1 }, artifacts);
  await saveModel(record('bare', '2026-01-02T00:00:00.000Z'), { ...artifacts, weightData: [] as never });
  expect((await listModels()).map(({ id }) => id)).toEqual(['bare', 'good']);
  await expect(readModel('bad')).rejects.toMatchObject({ code: 'record-damaged' });
  await expect(readModel('bare')).rejects.toMatchObject({ code: 'record-damaged' });
});

test('the last checkpoint is the only one', async () => {
  expect(await findCheckpoint()).toBeNull();
  await saveCheckpoint(checkpoint('first'));
  await saveCheckpoint(checkpoint('second'));
  expect(await findCheckpoint()).toEqual(checkpoint('second'));
  await deleteCheckpoint('first');
  expect((await findCheckpoint())?.id).toBe('second');
  await deleteCheckpoint('second');
  expect(await findCheckpoint()).toBeNull();
});

test('a checkpoint that cannot be written whole leaves the one before', async () => {
  await saveCheckpoint(checkpoint('first'));
  const full = new DOMException('no room', 'QuotaExceededError');
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
    const request = put.apply(this, args);
    request.addEventListener('success', () => this.transaction.abort());
    return request;
  });
  vi.spyOn(IDBTransaction.prototype, 'error', 'get').mockReturnValue(full);
  await expect(saveCheckpoint(checkpoint('second'))).rejects.toMatchObject({ code: 'storage-full' });
  vi.restoreAllMocks();
  expect((await findCheckpoint())?.id).toBe('first');
});

test('a checkpoint from another version is told as damaged', async () => {
  await saveCheckpoint({ ...checkpoint('odd'), version: 4 as never });
  await expect(findCheckpoint()).rejects.toMatchObject({ code: 'record-damaged' });
});

test('a browser that keeps nothing says so', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  await expect(listModels()).rejects.toMatchObject({ code: 'storage-unavailable' });
});

/** A config as version 1 knew it. */
const CONFIG_1 = {
  preset: 'paper',
  architecture: 'paper',
  preprocessing: { imageSize: 64, interpolation: 'nearest', channels: 3, scale: 1 / 255, offset: 0 },
  batchSize: 32,
  epochs: 25,
  learningRate: 0.001,
  seed: 1,
  classWeights: false,
  augmentation: { shearDegrees: 0.2, zoom: 0.2, rotationDegrees: 0, mirror: true, brightness: 0, contrast: 0 },
  validation: 'folder',
  validationPercent: 12,
  backend: 'auto',
};

/** What an older version had no word for. */
const SINCE_3 = { plan: { ...plan, leftOut: [] }, divided: null };

test('records and checkpoints of version 1 are read: their runs were the paper preset of today', async () => {
  const { preprocessing } = CONFIG_1;
  const run = { id: 'run', config: CONFIG_1, backend, dataset, history };
  const old = { ...record('old', '2026-01-01T00:00:00.000Z'), version: 1, preprocessing, run };
  await saveModel(old as never, artifacts);
  await saveModel({ ...old, id: 'bare', run: null } as never, artifacts);
  const now = record('old', '2026-01-01T00:00:00.000Z');
  expect((await readModel('old')).record).toEqual({ ...now, run: { ...now.run, ...SINCE_3 } });
  expect((await readModel('bare')).record).toMatchObject({ version: 3, run: null });
  const { averages, plan: _plan, divided: _divided, ...rest } = checkpoint('old');
  await saveCheckpoint({ ...rest, version: 1, config: CONFIG_1 } as never);
  expect(await findCheckpoint()).toEqual({ ...checkpoint('old'), ...SINCE_3 });
  expect(averages).toBeNull();
});

test('records and checkpoints of version 2 are read: their plan is that of their config', async () => {
  const byPatient = { ...config, validation: 'patients', validationPercent: 20, seed: 9 } as const;
  const expected = { plan: { validation: 'patients', validationPercent: 20, seed: 9, leftOut: [] }, divided: null };
  const run = { id: 'run', config: byPatient, backend, dataset, history };
  await saveModel({ ...record('old', '2026-01-01T00:00:00.000Z'), version: 2, run } as never, artifacts);
  expect((await readModel('old')).record).toMatchObject({ version: 3, run: { ...run, ...expected } });
  const { plan: _plan, divided: _divided, ...rest } = checkpoint('old');
  await saveCheckpoint({ ...rest, version: 2, config: byPatient } as never);
  expect(await findCheckpoint()).toEqual({ ...checkpoint('old'), config: byPatient, ...expected });
});

test('a record of version 1 with parts missing is damaged all the same', async () => {
  for (const config of [null, {}, { ...CONFIG_1, augmentation: null }, { ...CONFIG_1, preprocessing: undefined }]) {
    await saveCheckpoint({ ...checkpoint('old'), version: 1, config } as never);
    await expect(findCheckpoint()).rejects.toMatchObject({ code: 'record-damaged' });
  }
});
