/** How fast the backend in use trains: one step of the paper's network, timed. */
import {
  dispose,
  fused,
  maxPool,
  type Rank,
  reshape,
  type Scalar,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor,
  tidy,
  type Variable,
  variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
// It registers the gradients.
import '@tensorflow/tfjs-layers';
import { PROBE } from '../../core/training/estimate.ts';
import { Adam } from '../training/adam.ts';
import { crossEntropy } from '../training/loss.ts';

/** Something that takes steps on a device. */
export interface Timed {
  /** Gives the device one step; need not wait for it. */
  step(): void;
  /** Resolves when the device has taken all steps given. */
  settled(): Promise<unknown>;
}

/** A batch of the probe. */
type ProbeShape = Readonly<Record<'films' | 'imageSize', number>>;

/** Steps are timed for about this long, ms. */
const TIMED_MS = 250;
/** A device that has not answered by then, ms, is as slow as that. */
const LIMIT_MS = 5000;
const MOST_STEPS = 8;

/**
 * Milliseconds of one step on the backend in use: shaders are compiled before the clock starts. Everything it made is
 * disposed of, also when a kernel throws.
 */
export async function timeStep(shape: ProbeShape = PROBE, limit = LIMIT_MS): Promise<number> {
  const network = new ProbeNetwork(shape);
  try {
    return await timeSteps(network, () => performance.now(), limit);
  } finally {
    network.dispose();
  }
}

/** Milliseconds of a step: as many are timed as fit a quarter of a second, since waiting for one costs a wait. */
export async function timeSteps(timed: Timed, now: () => number, limit = LIMIT_MS): Promise<number> {
  const span = async (steps: number) => {
    const start = now();
    for (let i = 0; i < steps; i++) timed.step();
    const answered = await within(timed.settled(), limit);
    return answered ? (now() - start) / steps : Number.POSITIVE_INFINITY;
  };
  if (!Number.isFinite(await span(1))) return limit;
  const one = await span(1);
  const count = Math.min(MOST_STEPS, Math.floor(TIMED_MS / one));
  return Math.min(limit, one, count < 2 ? one : await span(count));
}

/** Whether `promise` settled in that time; a device that was lost never answers. */
async function within(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  return Promise.race([promise.then(() => true), late]).finally(() => clearTimeout(timer));
}

const OUTPUTS = 10;
const RATE = 0.001;

/** Kernel and bias of each layer. */
type Weights = [Tensor4D, Tensor, Tensor4D, Tensor, Tensor2D, Tensor, Tensor2D, Tensor];

/** The paper's network of plain operations: layers would leave names behind that later networks count on. */
class ProbeNetwork implements Timed {
  private readonly films: number;
  private readonly weights: Variable[];
  private readonly adam: Adam;
  private readonly image: Tensor4D;
  private readonly targets: Tensor2D;
  private loss: Scalar | null = null;

  constructor({ films, imageSize }: ProbeShape) {
    this.films = films;
    const side = Math.floor((Math.floor((imageSize - 2) / 2) - 2) / 2);
    const shapes = [[3, 3, 3, 32], [32], [3, 3, 32, 64], [64], [side * side * 64, 64], [64], [64, OUTPUTS], [OUTPUTS]];
    this.weights = shapes.map((shape) => tidy(() => variable(spread(shape, 0.1))));
    this.adam = new Adam(this.weights, RATE);
    this.image = spread([films, imageSize, imageSize, 3], 1) as Tensor4D;
    this.targets = spread([films, OUTPUTS], 1) as Tensor2D;
  }

  step(): void {
    this.loss?.dispose();
    this.loss = null;
    this.loss = tidy(() => {
      const { value, grads } = variableGrads(() => this.forward(), this.weights);
      this.adam.apply(grads);
      return value;
    });
  }

  async settled(): Promise<void> {
    await this.loss?.data();
  }

  dispose(): void {
    this.adam.dispose();
    dispose([...this.weights, this.image, this.targets, ...(this.loss ? [this.loss] : [])]);
  }

  private forward(): Scalar {
    const [k1, b1, k2, b2, w3, b3, w4, b4] = this.weights as Tensor[] as Weights;
    const pooled = convPool(convPool(this.image, k1, b1), k2, b2);
    const flat = reshape<Rank.R2>(pooled, [this.films, -1]);
    const hidden = fused.matMul({ a: flat, b: w3, bias: b3, activation: 'relu' });
    const logits = fused.matMul({ a: hidden, b: w4, bias: b4 }) as Tensor2D;
    return crossEntropy(logits, this.targets, this.films);
  }
}

function convPool(x: Tensor4D, filter: Tensor4D, bias: Tensor): Tensor4D {
  const y = fused.conv2d({ x, filter, strides: 1, pad: 'valid', bias, activation: 'relu' });
  return maxPool(y, 2, 2, 'valid');
}

/** Numbers between ±`scale` / 2 without pattern. */
function spread(shape: number[], scale: number): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(
    Float32Array.from({ length: size }, (_, i) => (((i * 0.618034) % 1) - 0.5) * scale),
    shape,
  );
}
