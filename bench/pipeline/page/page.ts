import { wrap } from 'comlink';
import { SPLITS } from '../../../src/core/dataset/types.ts';
import {
  type BackendName,
  PRESETS,
  type PresetName,
  planOf,
  type TrainingConfig,
} from '../../../src/core/training/config.ts';
import type { EpochRecord } from '../../../src/core/training/events.ts';
import type { BatchRequest } from '../../../src/core/training/exchange.ts';
import { startDataWorker } from '../../../src/workers/data-client.ts';
import type { BatchApi, DataApi, SourceRequest } from '../../../src/workers/protocol.ts';
import { connect, startTrainWorker } from '../../../src/workers/train-client.ts';

interface Wish {
  readonly preset: PresetName;
  readonly backend: BackendName;
  readonly epochs: number;
  /** Training films at most. */
  readonly films: number;
}

interface Result {
  readonly renderer: string;
  readonly films: number;
  readonly epochs: readonly EpochRecord[];
  /** Milliseconds that the data worker needs for one batch while nothing else runs. */
  readonly batchMs: number;
}

const never = new AbortController().signal;
const BATCHES_ALONE = 20;

/** A run through the workers that the app has, joined as the app joins them; nothing is evaluated. */
async function train({ preset, backend, epochs, films }: Wish): Promise<Result> {
  const config: TrainingConfig = { ...PRESETS[preset].config, epochs, backend, validation: 'none' };
  const [data, trainer] = [startDataWorker(), startTrainWorker()];
  try {
    await connect(data, trainer);
    const { splits } = await data.api.open(givenFilms(), never);
    const plan = planOf(config, allBut(films, splits));
    await data.api.decode(config.preprocessing, () => {}, never);
    const { renderer } = await trainer.api.configure(backend);
    const records: EpochRecord[] = [];
    const end = await trainer.api.train(
      { id: 'bench', config, plan, resume: null },
      (event) => {
        if (event.kind === 'epoch') records.push(event.record);
      },
      never,
    );
    if (end.kind !== 'finished') throw new Error(JSON.stringify(end));
    const count = splits.filter((split) => split === TRAIN).length - plan.leftOut.length;
    return { renderer, films: count, epochs: records, batchMs: await timeBatches(data.api, { config, plan, count }) };
  } finally {
    data.terminate();
    trainer.terminate();
  }
}

const TRAIN = SPLITS.indexOf('train');

/** The folder given to the input, or films made by the app. */
function givenFilms(): SourceRequest {
  const given = [...(document.querySelector('input')?.files ?? [])];
  if (given.length === 0) return { kind: 'synthetic', seed: 1 };
  return { kind: 'folder', name: 'films', files: given.map((file) => ({ path: file.webkitRelativePath, file })) };
}

/** Training films to leave out so that `films` remain, spread over all. */
function allBut(films: number, splits: Uint8Array): number[] {
  const members = [...splits.keys()].filter((sample) => splits[sample] === TRAIN);
  if (members.length <= films) return [];
  const kept = new Set(Array.from({ length: films }, (_, i) => members[Math.floor((i * members.length) / films)]));
  return members.filter((sample) => !kept.has(sample));
}

interface Course {
  readonly config: TrainingConfig;
  readonly plan: BatchRequest['plan'];
  readonly count: number;
}

/** Batches as the run had them, one after the other, over a port of our own. */
async function timeBatches(data: DataApi, { config, plan, count }: Course): Promise<number> {
  const { port1, port2 } = new MessageChannel();
  await data.attach(port1);
  const batches = wrap<BatchApi>(port2) as unknown as BatchApi;
  const { batchSize, augmentation, preprocessing, seed } = config;
  const whole = Math.max(1, Math.floor(count / batchSize));
  const ask = (i: number) =>
    batches.batch({
      ...{ split: 'train', plan, batchSize, augmentation, channels: preprocessing.channels },
      ...{ batch: i % whole, shuffle: { seed, epoch: 0 } },
    });
  await ask(0);
  const start = performance.now();
  for (let i = 0; i < BATCHES_ALONE; i++) await ask(i);
  return (performance.now() - start) / BATCHES_ALONE;
}

Object.assign(globalThis, { bench: { train } });
