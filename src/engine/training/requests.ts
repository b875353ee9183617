import type { Split } from '../../core/dataset/types.ts';
import type { SplitPlan } from '../../core/training/config.ts';
import type { RunFacts } from '../../core/training/events.ts';
import type { BatchRequest } from '../../core/training/exchange.ts';

/** Films per batch where nothing learns: enough to keep a device busy, few enough for its memory. */
export const FORWARD_BATCH = 32;

/** Batches that hold `films` films. */
export function batchCount(films: number, batchSize: number): number {
  return Math.ceil(films / batchSize);
}

/** Which films a split's batches are asked for. */
export interface ForwardPlan {
  readonly split: Split;
  readonly plan: SplitPlan;
  readonly channels: 1 | 3;
  readonly films: number;
}

/** A split in its own order, untouched. */
export function* forwardRequests({ split, plan, channels, films }: ForwardPlan): Generator<BatchRequest, undefined> {
  for (let batch = 0; batch < batchCount(films, FORWARD_BATCH); batch++) {
    yield { split, plan, batch, batchSize: FORWARD_BATCH, channels, shuffle: null, augmentation: null };
  }
  return undefined;
}

/** What decides the batches of a run. */
type Course = Pick<RunFacts, 'config' | 'plan' | 'trainFilms' | 'validationFilms' | 'history'>;

/** Every batch of a run after its history: each epoch's training films, shuffled and augmented, then its validation films. */
export function* runRequests(run: Course): Generator<BatchRequest, undefined> {
  const { config, plan, trainFilms, validationFilms, history } = run;
  const { batchSize, seed, augmentation } = config;
  const { channels } = config.preprocessing;
  for (let epoch = history.length; epoch < config.epochs; epoch++) {
    for (let batch = 0; batch < batchCount(trainFilms, batchSize); batch++) {
      yield { split: 'train', plan, batch, batchSize, channels, shuffle: { seed, epoch }, augmentation };
    }
    yield* forwardRequests({ split: 'validation', plan, channels, films: validationFilms });
  }
  return undefined;
}
