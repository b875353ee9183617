/** Films for tests of training: seeded noise, and a bright spot on those of class 1. */
import { makeRng, shuffled } from '../../core/base/rng.ts';
import type { Split } from '../../core/dataset/types.ts';
import { PRESETS, type SplitPlan, type TrainingConfig } from '../../core/training/config.ts';
import type { Batch, BatchFacts, BatchRequest } from '../../core/training/exchange.ts';
import type { BatchPort } from './batch-port.ts';

/** The folders' own splits, nothing left out. */
export const FOLDER_PLAN: SplitPlan = { validation: 'folder', validationPercent: 12, seed: 1, leftOut: [] };

/** Films per split, half of each class. */
export interface FakeCounts {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}

/** A config of the quick network small enough for a test. */
export function quickConfig(changes: Partial<TrainingConfig> = {}): TrainingConfig {
  const { config } = PRESETS.quick;
  const preprocessing = { ...config.preprocessing, imageSize: 16 };
  return { ...config, preprocessing, batchSize: 16, epochs: 3, backend: 'wasm', ...changes };
}

/** A config of the small preset, its whole recipe, small enough for a test; the mean of the weights no longer than the run. */
export function smallConfig(changes: Partial<TrainingConfig> = {}): TrainingConfig {
  const { config } = PRESETS.small;
  const preprocessing = { ...config.preprocessing, imageSize: 16 };
  const short = { batchSize: 8, epochs: 3, learningRate: 0.001, averageWeights: 0.8 };
  return { ...config, preprocessing, ...short, validation: 'folder', backend: 'wasm', ...changes };
}

/** A source of films that needs no other thread; the same request always gets the same bytes. */
export function fakeFilms(counts: FakeCounts, imageSize = 16, name = 'fake'): BatchPort {
  const facts: BatchFacts = {
    classNames: ['NORMAL', 'PNEUMONIA'],
    counts: { train: halves(counts.train), validation: halves(counts.validation), test: halves(counts.test) },
    patients: { train: counts.train, validation: counts.validation, test: counts.test },
    dataset: {
      name,
      source: 'synthetic',
      fingerprint: name,
      counts: { train: halves(counts.train), validation: halves(counts.validation), test: halves(counts.test) },
    },
    imageSize,
  };
  return {
    describe: async () => facts,
    batch: async (request) => makeBatch(request, counts[request.split], imageSize),
    // Numbered as in the test split.
    films: async ({ samples, channels }) => toBatch([...samples], { split: 'test', imageSize, channels }),
    film: async (file, _settings, channels) => {
      const [split, sample] = file.name.split(' ') as [Split, string];
      return toBatch([Number(sample)], { split, imageSize, channels });
    },
  };
}

function makeBatch(
  { split, batch, batchSize, channels, shuffle }: BatchRequest,
  films: number,
  imageSize: number,
): Batch {
  const order = shuffle
    ? shuffled(films, makeRng(shuffle.seed, 'shuffle', shuffle.epoch))
    : Uint32Array.from({ length: films }, (_, i) => i);
  return toBatch([...order.slice(batch * batchSize, (batch + 1) * batchSize)], { split, imageSize, channels });
}

interface Shape {
  readonly split: Split;
  readonly imageSize: number;
  readonly channels: 1 | 3;
}

function toBatch(samples: readonly number[], { split, imageSize, channels }: Shape): Batch {
  const pixels = imageSize * imageSize;
  const bytes = new Uint8Array(samples.length * pixels * channels);
  for (const [row, sample] of samples.entries()) {
    const rng = makeRng('film', split, sample);
    const spot = Math.floor(rng.range(0.2, 0.6) * imageSize) * (imageSize + 1);
    for (let i = 0; i < pixels; i++) {
      const isSpot = sample % 2 === 1 && i >= spot && (i - spot) % imageSize < 4 && i - spot < 4 * imageSize;
      const value = Math.floor(rng.range(60, 160)) + (isSpot ? 90 : 0);
      bytes.fill(value, (row * pixels + i) * channels, (row * pixels + i + 1) * channels);
    }
  }
  const labels = Uint8Array.from(samples, (sample) => sample % 2);
  return { bytes, labels, samples: Uint32Array.from(samples), imageSize };
}

function halves(films: number): number[] {
  return [Math.ceil(films / 2), Math.floor(films / 2)];
}
