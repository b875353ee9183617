import { concat, dispose, keep, type Tensor1D, type Tensor2D, tidy, variableGrads } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Preprocessing } from '../../core/pixels/settings.ts';
import type { Batch } from '../../core/training/exchange.ts';
import type { Adam } from './adam.ts';
import { crossEntropy } from './loss.ts';
import { rowsFor, type TargetRules, toInput, toTargets } from './tensors.ts';
import { modelVariables } from './variables.ts';
import type { WeightAverage } from './weight-average.ts';

/** What learns, and how films are shown to it. */
export interface Learner extends TargetRules {
  readonly model: LayersModel;
  readonly adam: Adam;
  /** The mean of the weights, where the run keeps one: it is what is judged. */
  readonly average: WeightAverage | null;
  readonly preprocessing: Preprocessing;
  readonly batchSize: number;
  /** The network looks at a batch as a whole, so that none may be filled up. */
  readonly wholeBatches: boolean;
  /** The learning rate of a step, counted from zero. */
  rateAt(step: number): number;
}

/** Sums over films. */
export interface Tally {
  readonly films: number;
  readonly loss: number;
  readonly correct: number;
}

export const NOTHING: Tally = { films: 0, loss: 0, correct: 0 };

/** The sum of two tallies. */
export function plus(a: Tally, b: Tally): Tally {
  return { films: a.films + b.films, loss: a.loss + b.loss, correct: a.correct + b.correct };
}

/** Takes training steps and keeps their figures on the device until someone looks. */
export class Stepper {
  private readonly learner: Learner;
  private figures: { readonly films: number; readonly values: Tensor1D }[] = [];

  constructor(learner: Learner) {
    this.learner = learner;
  }

  /** Forward, backward, update; nothing is read back. */
  step(batch: Batch): void {
    const { model, adam, average, preprocessing, batchSize, wholeBatches } = this.learner;
    const films = batch.labels.length;
    const rows = wholeBatches ? films : rowsFor(films, batchSize);
    const step = adam.steps;
    tidy(() => {
      const forward = () => {
        const logits = model.apply(toInput(batch, preprocessing, rows), { training: true, step }) as Tensor2D;
        const targets = toTargets(batch.labels, this.learner, logits.shape);
        // Kept by hand: the gradient's own scope frees what it does not return.
        return crossEntropy(logits, targets, films, (values) => this.figures.push({ films, values: keep(values) }));
      };
      const { grads } = variableGrads(forward, [...modelVariables(model).trainable]);
      adam.apply(grads, this.learner.rateAt(step));
      average?.update(step);
    });
  }

  /**
   * Reads the figures of the steps since the last call. Summed here in order and in doubles, so that a run's epoch losses
   * do not depend on when someone looked.
   */
  async read(): Promise<Tally> {
    const figures = this.figures;
    this.figures = [];
    if (figures.length === 0) return NOTHING;
    const all = concat(figures.map(({ values }) => values));
    dispose(figures.map(({ values }) => values));
    const numbers = await all.data();
    all.dispose();
    return figures.reduce(
      (tally, { films }, i) =>
        plus(tally, { films, loss: (numbers[2 * i] as number) * films, correct: numbers[2 * i + 1] as number }),
      NOTHING,
    );
  }

  dispose(): void {
    dispose(this.figures.map(({ values }) => values));
    this.figures = [];
  }
}
