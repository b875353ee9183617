import { AppError } from '../../core/base/errors.ts';
import type { Checkpoint, DividedFilms } from '../../core/report/model-record.ts';
import type { TrainingConfig } from '../../core/training/config.ts';
import type { BackendInfo, EpochRecord, RunFacts } from '../../core/training/events.ts';
import type { BatchFacts, TrainRequest } from '../../core/training/exchange.ts';
import { learningRateAt } from '../../core/training/schedule.ts';
import { buildModel } from '../models/build.ts';
import { type NetworkSpec, usesBatchStatistics } from '../models/layer-spec.ts';
import { networkSpec } from '../models/registry.ts';
import { summarise } from '../models/summarise.ts';
import { Adam } from './adam.ts';
import { balancedWeights } from './class-weights.ts';
import { reserveMemory } from './memory.ts';
import { batchCount } from './requests.ts';
import type { Learner } from './step.ts';
import { modelVariables, readFlat, writeFlat } from './variables.ts';
import { WeightAverage } from './weight-average.ts';

/** A run made ready: nothing has been learned yet, or everything up to its last whole epoch. */
export interface StartedRun {
  readonly facts: RunFacts;
  readonly learner: Learner;
  readonly checkpoints: CheckpointWriter;
}

/** Where checkpoints go, and the time they are dated with. */
export interface CheckpointPlace {
  save(checkpoint: Checkpoint): Promise<void>;
  now(): Date;
}

/**
 * Builds the network, takes up the checkpoint if there is one. Throws `checkpoint-mismatch` when it belongs to other
 * films or another network, `out-of-memory` when the run cannot fit.
 */
export function startRun(
  { id, config, plan, resume }: TrainRequest,
  films: BatchFacts,
  backend: BackendInfo,
  place: CheckpointPlace,
): StartedRun {
  if (resume && !isSameDivision(resume, films)) {
    throw new AppError('checkpoint-mismatch', { dataset: resume.dataset.name });
  }
  const { architecture, preprocessing, batchSize } = config;
  const spec = networkSpec(architecture, preprocessing, films.classNames.length);
  const network = summarise(spec);
  reserveMemory(network, batchSize, backend.backend);
  const trainFilms = sum(films.counts.train);
  const stepsPerEpoch = batchCount(trainFilms, batchSize);
  const learner = makeLearner(config, spec, { films, steps: stepsPerEpoch * config.epochs });
  if (resume && !takeUp(resume, learner)) {
    for (const part of [learner.model, learner.adam, learner.average]) part?.dispose();
    throw new AppError('checkpoint-mismatch', { dataset: resume.dataset.name });
  }
  const facts: RunFacts = {
    id,
    config,
    plan,
    backend,
    network,
    stepsPerEpoch,
    trainFilms,
    validationFilms: config.validation === 'none' ? 0 : sum(films.counts.validation),
    history: resume?.history ?? [],
  };
  return { facts, learner, checkpoints: new CheckpointWriter(facts, films, { learner, place, resume }) };
}

interface Extent {
  readonly films: BatchFacts;
  /** Of the whole run. */
  readonly steps: number;
}

/** The network as it begins, and everything that teaches it. */
function makeLearner(config: TrainingConfig, spec: NetworkSpec, { films, steps }: Extent): Learner {
  const { preprocessing, batchSize, labelSmoothing, averageWeights, learningRate } = config;
  const model = buildModel(spec, config.seed);
  const decay = config.optimizer === 'adamw' ? config.weightDecay : 0;
  return {
    model,
    adam: new Adam(modelVariables(model).trainable, learningRate, decay),
    average: averageWeights > 0 ? new WeightAverage(model, averageWeights) : null,
    preprocessing,
    batchSize,
    classWeights: config.classWeights ? balancedWeights(films.counts.train) : films.classNames.map(() => 1),
    labelSmoothing,
    wholeBatches: usesBatchStatistics(spec),
    rateAt: (step) => learningRateAt(config, step, steps),
  };
}

interface WriterParts {
  readonly learner: Learner;
  readonly place: CheckpointPlace;
  readonly resume: Checkpoint | null;
}

/** Writes each whole epoch and remembers the best one. */
export class CheckpointWriter {
  private readonly facts: RunFacts;
  private readonly films: BatchFacts;
  private readonly parts: WriterParts;
  private bestEpoch: number | null;
  private bestWeights: ArrayBuffer | null;

  constructor(facts: RunFacts, films: BatchFacts, parts: WriterParts) {
    this.facts = facts;
    this.films = films;
    this.parts = parts;
    this.bestEpoch = parts.resume?.bestEpoch ?? null;
    this.bestWeights = parts.resume?.bestWeights ?? null;
  }

  get classNames(): readonly string[] {
    return this.films.classNames;
  }

  /** Weights of the best epoch so far. */
  get best(): Float32Array | null {
    return this.bestWeights && new Float32Array(this.bestWeights);
  }

  /** Keeps the epoch that just ended; false when the browser has no room or no storage, which stops no run. */
  async keep(history: readonly EpochRecord[], isBest: boolean): Promise<boolean> {
    const { learner, place } = this.parts;
    const weights = (await readFlat(modelVariables(learner.model).all)).buffer;
    const averages = learner.average && (await readFlat(learner.average.variables)).buffer;
    if (isBest) {
      this.bestEpoch = history.length - 1;
      this.bestWeights = averages ?? weights;
    }
    const { id, config, plan, backend } = this.facts;
    const checkpoint: Checkpoint = {
      version: 3,
      id,
      savedAt: place.now().toISOString(),
      config,
      plan,
      divided: dividedFilms(this.films),
      backend,
      dataset: this.films.dataset,
      classNames: this.films.classNames,
      history,
      optimizerSteps: learner.adam.steps,
      weights,
      moments: (await readFlat(learner.adam.moments)).buffer,
      averages,
      bestEpoch: this.bestEpoch,
      bestWeights: this.bestWeights,
    };
    return place.save(checkpoint).then(
      () => true,
      () => false,
    );
  }
}

/** What a plan made of the films, for the record. */
export function dividedFilms({ counts, patients }: BatchFacts): DividedFilms {
  return { films: counts, patients };
}

/** Before version 3 films were taken from train by other groups: some that were learned from would validate now. */
function isSameDivision({ dataset, divided, plan }: Checkpoint, films: BatchFacts): boolean {
  return dataset.fingerprint === films.dataset.fingerprint && (divided !== null || plan.validation !== 'patients');
}

function takeUp(checkpoint: Checkpoint, { model, adam, average }: Learner): boolean {
  const { weights, moments, averages } = checkpoint;
  adam.resumeAt(checkpoint.optimizerSteps);
  return (
    writeFlat(modelVariables(model).all, new Float32Array(weights)) &&
    writeFlat(adam.moments, new Float32Array(moments)) &&
    (!average || (averages !== null && writeFlat(average.variables, new Float32Array(averages))))
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((a, b) => a + b, 0);
}
