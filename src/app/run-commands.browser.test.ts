import { afterEach, expect, test, vi } from 'vitest';
import { AppError } from '../core/base/errors.ts';
import type { Checkpoint } from '../core/report/model-record.ts';
import type { BackendInfo, EpochRecord, RunEvent, RunFacts } from '../core/training/events.ts';
import type { TrainRequest } from '../core/training/exchange.ts';
import { recordOf } from '../core/training/run-state.ts';
import { deleteCheckpoint, saveCheckpoint } from '../storage/checkpoints.ts';
import type { Dataset } from './dataset-commands.ts';
import { EvaluationTask } from './evaluation-task.ts';
import { Runs } from './run-commands.ts';
import { makeStore } from './store.ts';
import type { Workers } from './workers.ts';

const GPU: BackendInfo = { backend: 'webgl', renderer: 'Some GPU', software: false, reason: 'hardware-webgl' };
const WASM: BackendInfo = { backend: 'wasm', renderer: 'WASM SIMD', software: true, reason: 'webgl-lost' };
const figures = { loss: 1, accuracy: 0.5, valLoss: 1, valAccuracy: 0.5, seconds: 1 };

function epoch(number: number, backend: 'webgl' | 'wasm'): EpochRecord {
  return { epoch: number, ...figures, waitingShare: 0, backend, tensors: 1, bytes: 1 };
}

/** The app's runs over a train worker that loses its graphics card in its second epoch, and trains to the end elsewhere. */
function appWith(failing: AppError, crash: (runs: Runs, error: AppError) => void = () => {}) {
  const store = makeStore();
  const index = { classNames: ['a', 'b'], name: 'films', source: 'folder', fingerprint: 'f' };
  store.setState({ dataset: { kind: 'ready', index, report: {} } as never });
  store.setState(({ config }) => ({ config: { ...config, epochs: 3 } }));
  const requests: TrainRequest[] = [];
  let info = GPU;
  const api = {
    configure: vi.fn(async (_: unknown, avoid: unknown) => {
      info = avoid ? WASM : GPU;
      return info;
    }),
    train: async (request: TrainRequest, onEvent: (event: RunEvent) => void) => {
      requests.push(request);
      const history = request.resume?.history ?? [];
      onEvent({ kind: 'started', facts: toFacts(request, info, history) });
      const last = info === GPU ? 1 : request.config.epochs;
      for (let i = history.length; i < last; i++) {
        onEvent({ kind: 'epoch', record: epoch(i, info.backend as 'webgl' | 'wasm'), best: false, saved: true });
      }
      if (info !== GPU) return { kind: 'finished' };
      await saveCheckpoint(toCheckpoint(request, [epoch(0, 'webgl')]));
      queueMicrotask(() => crash(runs, failing));
      throw failing;
    },
  };
  const endTrain = vi.fn();
  const data = { regroupAs: vi.fn(async (): Promise<unknown> => null) };
  const workers = { train: async () => api, data: async () => data, endTrain } as unknown as Workers;
  const dataset = { ensureDecoded: async () => true, cancel: () => {} } as unknown as Dataset;
  const runs = new Runs({ store, workers, evaluation: new EvaluationTask() }, dataset);
  return { store, runs, requests, api, data, endTrain };
}

function toFacts({ id, config, plan }: TrainRequest, backend: BackendInfo, history: readonly EpochRecord[]): RunFacts {
  const network = { layers: [], parameters: 1 };
  return { id, config, plan, backend, network, stepsPerEpoch: 2, trainFilms: 4, validationFilms: 2, history };
}

function toCheckpoint({ id, config, plan }: TrainRequest, history: readonly EpochRecord[]): Checkpoint {
  const none = new ArrayBuffer(4);
  const counts = { train: [1, 1], validation: [1, 1], test: [1, 1] };
  const dataset = { name: 'films', source: 'folder', fingerprint: 'f', counts };
  const rest = { optimizerSteps: 2, weights: none, moments: none, averages: null, bestEpoch: 0, bestWeights: none };
  const savedAt = new Date(0).toISOString();
  const classNames = ['a', 'b'];
  return { version: 3, id, savedAt, config, plan, divided: null, backend: GPU, dataset, classNames, history, ...rest };
}

/** Puts a network in hand that was judged. */
function takeJudged(store: ReturnType<typeof makeStore>): object {
  const model = { kind: 'uploaded', digest: 'a' };
  store.setState(({ evaluations }) => ({ model, evaluations: { ...evaluations, list: [{}] } }) as never);
  return model;
}

let id = '';
afterEach(() => deleteCheckpoint(id));

test.each(['context-lost', 'kernel-failed'] as const)('after %s the run goes on by itself, elsewhere', async (code) => {
  // A lost context is told twice, by the call and by the dead worker.
  const crash = code === 'context-lost' ? (runs: Runs, error: AppError) => void runs.crashed(error) : undefined;
  const { store, runs, requests, api, endTrain } = appWith(new AppError(code), crash);
  const phases: string[] = [];
  store.subscribe(({ run }) => phases.push(run.phase));
  await runs.commands().train();
  id = requests[0]?.id ?? '';
  const { run, model, device } = store.getState();
  expect(run.phase).toBe('finished');
  expect(phases).not.toContain('failed');
  expect(api.configure.mock.calls).toEqual([
    ['auto', null],
    ['auto', code === 'context-lost' ? 'webgl-lost' : 'webgl-failed'],
  ]);
  expect(endTrain).toHaveBeenCalled();
  expect(requests.map(({ resume }) => resume?.history.length)).toEqual([undefined, 1]);
  expect(requests[1]?.id).toBe(id);
  const record = recordOf(run);
  expect(record?.epochs.map(({ epoch: number, backend }) => [number, backend])).toEqual([
    [0, 'webgl'],
    [1, 'wasm'],
    [2, 'wasm'],
  ]);
  expect(record?.fallback).toEqual({ code, from: 'webgl', epochsKept: 1 });
  expect(device.info).toBe(WASM);
  expect(model.kind).toBe('trained');
});

test('a backend asked for by name is left only at the word of the user', async () => {
  const { store, runs, requests, api } = appWith(new AppError('context-lost'));
  store.setState(({ config }) => ({ config: { ...config, backend: 'webgl' } }));
  takeJudged(store);
  await runs.commands().train();
  // The worker that remembered the network judged before is gone.
  expect(store.getState().former).toBeNull();
  id = requests[0]?.id ?? '';
  expect(store.getState().run).toMatchObject({ phase: 'failed', error: { code: 'context-lost' } });
  expect(requests).toHaveLength(1);
  api.configure.mockResolvedValue(WASM);
  // A double click starts one run.
  await Promise.all([runs.commands().goOnElsewhere(), runs.commands().goOnElsewhere()]);
  expect(requests).toHaveLength(2);
  expect(requests[1]).toMatchObject({ id, config: { backend: 'wasm' }, resume: { id } });
  expect(store.getState().config.backend).toBe('wasm');
});

test('a run that fails for another reason goes nowhere, and the network judged before it stays in sight', async () => {
  const { store, runs, requests } = appWith(new AppError('out-of-memory'));
  const judged = takeJudged(store);
  await runs.commands().train();
  expect(store.getState()).toMatchObject({ model: { kind: 'none' }, former: { model: judged, record: null } });
  id = requests[0]?.id ?? '';
  expect(store.getState().run).toMatchObject({ phase: 'failed', error: { code: 'out-of-memory' } });
  expect(requests).toHaveLength(1);
});

test('a network that dies with its worker is said to be gone, and offered again', async () => {
  const { store, runs, requests, api } = appWith(new AppError('context-lost'));
  api.configure.mockResolvedValue(WASM);
  takeJudged(store);
  await runs.commands().train();
  id = requests[0]?.id ?? '';
  store.setState({ model: { kind: 'trained', id } as never });
  await saveCheckpoint(toCheckpoint(requests[0] as TrainRequest, [epoch(0, 'webgl')]));
  store.setState({ run: { phase: 'finished', record: recordOf(store.getState().run) } as never });
  await runs.crashed(new AppError('context-lost'));
  expect(store.getState()).toMatchObject({ model: { kind: 'none' }, resumable: { id } });
  expect(store.getState().notices.at(-1)?.content).toMatchObject({ code: 'context-lost' });
});

test('a run that another tab is at work on is not offered here', async () => {
  const { store, runs } = appWith(new AppError('context-lost'));
  id = 'kept run';
  const { config } = store.getState();
  const plan = { validation: 'patients', validationPercent: 12, seed: 1, leftOut: [] } as const;
  await saveCheckpoint(toCheckpoint({ id, config, plan, resume: null }, [epoch(0, 'wasm')]));
  let end = () => {};
  const work = new Promise<void>((resolve) => {
    end = resolve;
  });
  const atWork = navigator.locks.request(`thoraxlab run ${id}`, () => work);
  await runs.findResumable();
  expect(store.getState().resumable).toBeNull();
  end();
  await atWork;
  await vi.waitFor(() => expect(store.getState().resumable).toMatchObject({ id }));
});

test('a run goes on by the patients that it went by, or says which rule it wants', async () => {
  const { store, runs, requests, api, data } = appWith(new AppError('out-of-memory'));
  api.configure.mockResolvedValue(WASM);
  id = 'kept run';
  const { config } = store.getState();
  const plan = { validation: 'patients', validationPercent: 12, seed: 1, leftOut: [] } as const;
  const kept = toCheckpoint({ id, config: { ...config, backend: 'wasm' }, plan, resume: null }, [epoch(0, 'wasm')]);
  const patientRule = { kind: 'table', file: 'patients.csv' } as const;
  await saveCheckpoint({ ...kept, dataset: { ...kept.dataset, namedFingerprint: 'films', patientRule } });
  const index = { classNames: ['a', 'b'], fingerprint: 'by names', namedFingerprint: 'films' };
  store.setState({ dataset: { kind: 'ready', index, report: {} } as never });
  await runs.commands().resumeRun();
  const [notice] = store.getState().notices;
  expect(notice?.content).toMatchObject({ code: 'patients-changed', details: { rule: 'table', told: 'patients.csv' } });
  expect(requests).toHaveLength(0);
  const told = { ...index, fingerprint: 'f', patientRule };
  data.regroupAs.mockResolvedValue(told);
  void runs.commands().resumeRun();
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  expect(data.regroupAs).toHaveBeenLastCalledWith('f');
  expect(requests[0]).toMatchObject({ id, plan, resume: { id } });
  expect(store.getState().dataset).toMatchObject({ kind: 'ready', index: told });
});
