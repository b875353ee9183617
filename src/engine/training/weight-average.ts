import { dispose, type Variable, variable } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { decayAt } from '../../core/training/schedule.ts';
import { updateMeans } from '../kernels/running-means.ts';
import { modelVariables } from './variables.ts';

/**
 * The running mean of a model's weights (Polyak averaging, exponential): mean = d · mean + (1 - d) · weights, with d from
 * `decayAt`. The moving moments of batch normalisation are averaged as well: those of the newest weights would belong to
 * a network half a hundred steps ahead of the mean.
 */
export class WeightAverage {
  private readonly weights: readonly Variable[];
  private readonly means: readonly Variable[];
  private readonly decay: number;

  constructor(model: LayersModel, decay: number) {
    this.weights = modelVariables(model).all;
    this.means = this.weights.map((weight) => variable(weight, false));
    this.decay = decay;
  }

  /** In the order of all weights. */
  get variables(): readonly Variable[] {
    return this.means;
  }

  /** Takes in the weights after a step, counted from zero. */
  update(step: number): void {
    updateMeans(this.means, this.weights, decayAt(this.decay, step));
  }

  /** What `use` gives while the model holds the mean; it must not wait for anything. */
  shown<T>(use: () => T): T {
    this.swap();
    try {
      return use();
    } finally {
      this.swap();
    }
  }

  /** Leaves the mean in the model for good. */
  settle(): void {
    this.swap();
    this.dispose();
  }

  dispose(): void {
    dispose([...this.means]);
  }

  /** Only handles change places, no value is copied. */
  private swap(): void {
    for (const [i, mean] of this.means.entries()) {
      const weight = this.weights[i] as Variable;
      const held = weight.clone();
      weight.assign(mean);
      mean.assign(held);
      held.dispose();
    }
  }
}
