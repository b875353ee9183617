import {
  add,
  batchNorm,
  customGrad,
  engine,
  getBackend,
  moments,
  mul,
  neg,
  rsqrt,
  sub,
  sum,
  type Tensor,
  type Variable,
} from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { decayAt } from '../../core/training/schedule.ts';
import { hasKernel } from '../kernels/has-kernel.ts';
import { BATCH_NORM, BATCH_NORM_GRAD } from '../kernels/own-kernels.ts';
import { updateMeans } from '../kernels/running-means.ts';

/** Share of the running moments that a step leaves; Keras' 0.99 would not settle in runs of a thousand steps. */
const MOMENTUM = 0.9;
/** Keras'. */
const EPSILON = 1e-3;

/** A weight of the stock layer. */
interface Weight {
  readonly val: Variable;
}

/**
 * The stock batch normalisation layer, so that its files open anywhere, with a training pass of our own: the gradient in
 * closed form, by one kernel where the backend has it; the stock one is composed of some thirty broadcasting operations.
 * Told the step, its running moments forget their start, else a run of few steps would be judged by it.
 */
export function makeBatchNorm(name: string): layers.Layer {
  const layer = layers.batchNormalization({ name, momentum: MOMENTUM, epsilon: EPSILON });
  const judge = layer.call.bind(layer);
  layer.call = (inputs, kwargs) => {
    if (!kwargs.training) return judge(inputs, kwargs);
    const { gamma, beta, movingMean, movingVariance } = layer as unknown as Record<string, Weight>;
    const x = (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor;
    const kept = kwargs.step === undefined ? MOMENTUM : decayAt(MOMENTUM, kwargs.step as number);
    return normalise(x, [gamma as Weight, beta as Weight], (mean, variance) => {
      updateMeans([(movingMean as Weight).val, (movingVariance as Weight).val], [mean, variance], kept);
    });
  };
  return layer;
}

type OnMoments = (mean: Tensor, variance: Tensor) => void;

function normalise(x: Tensor, [scale, offset]: readonly [Weight, Weight], onMoments: OnMoments): Tensor {
  const compute = customGrad((...args) => {
    const [input, gamma, beta, save] = args as unknown as [Tensor, Tensor, Tensor, (saved: Tensor[]) => void];
    const [value, mean, variance] = forward(input, gamma, beta);
    onMoments(mean, variance);
    save([input, gamma, mean, variance]);
    const gradFunc = (dy: Tensor, saved: Tensor[]) => backward(dy, saved as [Tensor, Tensor, Tensor, Tensor]);
    return { value, gradFunc };
  });
  return compute(x, scale.val, offset.val);
}

function forward(x: Tensor, scale: Tensor, offset: Tensor): [Tensor, Tensor, Tensor] {
  if (serves(BATCH_NORM, scale)) {
    const made: Tensor[] = engine().runKernel(BATCH_NORM, { x, scale, offset }, { epsilon: EPSILON });
    return made as [Tensor, Tensor, Tensor];
  }
  const { mean, variance } = moments(x, leading(x));
  return [batchNorm(x, mean as never, variance as never, offset as never, scale as never, EPSILON), mean, variance];
}

/** Whether the backend has that kernel for so many channels. */
function serves(kernel: string, { size }: Tensor): boolean {
  return hasKernel(kernel) && (getBackend() !== 'webgl' || size % 4 === 0);
}

/** As in `kernels/batch-norm.ts`. */
function backward(dy: Tensor, [x, scale, mean, variance]: readonly [Tensor, Tensor, Tensor, Tensor]): Tensor[] {
  if (serves(BATCH_NORM_GRAD, scale)) {
    return engine().runKernel(BATCH_NORM_GRAD, { dy, x, scale, mean, variance }, { epsilon: EPSILON });
  }
  const axes = leading(x);
  const count = x.size / mean.size;
  const reciprocal = rsqrt(add(variance, EPSILON));
  const dOffset = sum(dy, axes);
  const dScale = mul(sum(mul(dy, sub(x, mean)), axes), reciprocal);
  const byDy = mul(scale, reciprocal);
  const byX = neg(mul(mul(byDy, reciprocal), mul(dScale, 1 / count)));
  const rest = sub(neg(mul(byDy, mul(dOffset, 1 / count))), mul(byX, mean));
  return [add(mul(dy, byDy), add(mul(x, byX), rest)), dScale, dOffset];
}

/** All axes but the last. */
function leading({ rank }: Tensor): number[] {
  return Array.from({ length: rank - 1 }, (_, axis) => axis);
}
