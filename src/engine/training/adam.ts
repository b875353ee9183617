import {
  add,
  dispose,
  div,
  engine,
  mul,
  type NamedTensorMap,
  sqrt,
  square,
  sub,
  type Tensor,
  tidy,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';
import { hasKernel } from '../kernels/has-kernel.ts';
import { type AdamAttrs, type AdamInputs, KERAS_ADAM } from '../kernels/own-kernels.ts';

/** Keras' constants. */
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-7;

/** What one update is computed from. */
type AdamTensors = Record<keyof AdamInputs, Tensor>;

/** Keras' step size of step number `steps`, counted from one: the bias corrections are folded into it. */
function adamRate(learningRate: number, steps: number): number {
  return (learningRate * Math.sqrt(1 - BETA2 ** steps)) / (1 - BETA1 ** steps);
}

/**
 * Adam in Keras' form: w -= rate · m / (√v + ε), with the bias corrections in the rate and so ε outside them.
 * TensorFlow.js' own puts ε inside; for gradients under 1e-4 the two part visibly. With decay each kernel first shrinks by
 * rate · decay, apart from its gradient (AdamW, Loshchilov and Hutter 2019, as in PyTorch).
 */
export class Adam {
  private readonly weights: readonly Variable[];
  private readonly first: Variable[];
  private readonly second: Variable[];
  private readonly learningRate: number;
  private readonly weightDecay: number;
  private done = 0;

  /** `weightDecay` above 0 makes it AdamW; biases and the scales and shifts of normalisation never decay. */
  constructor(weights: readonly Variable[], learningRate: number, weightDecay = 0) {
    this.weights = weights;
    this.learningRate = learningRate;
    this.weightDecay = weightDecay;
    const make = () => weights.map((w) => tidy(() => variable(zeros(w.shape), false)));
    this.first = make();
    this.second = make();
  }

  /** Steps taken so far. */
  get steps(): number {
    return this.done;
  }

  /** First, then second moments, each in the order of the weights. */
  get moments(): readonly Variable[] {
    return [...this.first, ...this.second];
  }

  /** Goes on after `steps` steps; the moments are set by the caller. */
  resumeAt(steps: number): void {
    this.done = steps;
  }

  /** Moves every weight by its gradient, keyed by the variable's name; the gradients are the caller's. */
  apply(gradients: NamedTensorMap, learningRate = this.learningRate): void {
    this.done++;
    const rate = adamRate(learningRate, this.done);
    const kept = 1 - learningRate * this.weightDecay;
    for (const [i, weight] of this.weights.entries()) {
      const gradient = gradients[weight.name];
      if (!gradient) throw new Error(`no gradient for ${weight.name}`);
      const variables = [weight, this.first[i] as Variable, this.second[i] as Variable] as const;
      tidy(() => {
        const [, first, second] = variables;
        const values = updated({ weight, gradient, first, second }, { rate, kept: weight.rank > 1 ? kept : 1 });
        for (const [k, variable] of variables.entries()) variable.assign(values[k] as Tensor);
      });
    }
  }

  dispose(): void {
    dispose([...this.first, ...this.second]);
  }
}

/** The new weight and moments, by one kernel where the backend has it. */
function updated(inputs: AdamTensors, { rate, kept }: Pick<AdamAttrs, 'rate' | 'kept'>): Tensor[] {
  if (hasKernel(KERAS_ADAM)) {
    return engine().runKernel(KERAS_ADAM, { ...inputs }, { beta1: BETA1, beta2: BETA2, epsilon: EPSILON, rate, kept });
  }
  const { weight, gradient, first, second } = inputs;
  const m = add(mul(first, BETA1), mul(gradient, 1 - BETA1));
  const v = add(mul(second, BETA2), mul(square(gradient), 1 - BETA2));
  return [sub(mul(weight, kept), mul(div(m, add(sqrt(v), EPSILON)), rate)), m, v];
}
