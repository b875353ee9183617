import {
  argMax,
  cast,
  customGrad,
  div,
  engine,
  equal,
  exp,
  greater,
  logicalAnd,
  logSoftmax,
  mul,
  neg,
  type Scalar,
  stack,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { hasKernel } from '../kernels/has-kernel.ts';
import { SOFTMAX_LOSS } from '../kernels/own-kernels.ts';

/** What the loss comes to, and what is needed for its gradient. */
interface Loss {
  readonly value: Scalar;
  /** The value again, and how many rows are right. */
  readonly figures: Tensor1D;
  readonly gradient: Tensor2D;
}

/**
 * Mean softmax cross-entropy from logits `[n, outputs]`; `targets` are one-hot rows, smoothed or not, times the film's weight, so that a
 * row of zeros counts for nothing. Divided by `films`, as Keras does with class weights.
 * tfjs-layers' own loss clips the logits before the softmax and is wrong; the gradient here is the closed form
 * (softmax · weight - targets) / films. `onFigures` is given loss and number of right rows `[2]`, to be kept by whoever wants them.
 */
export function crossEntropy(
  logits: Tensor2D,
  targets: Tensor2D,
  films: number,
  onFigures: (figures: Tensor1D) => void = () => {},
): Scalar {
  const compute = customGrad((x, save) => {
    const { value, figures, gradient } = lossOf(x as Tensor2D, targets, films);
    onFigures(figures);
    (save as (tensors: Tensor[]) => void)([gradient]);
    return { value, gradFunc: (dy: Tensor, saved: Tensor[]) => mul(saved[0] as Tensor, dy) };
  });
  return compute(logits);
}

function lossOf(logits: Tensor2D, targets: Tensor2D, films: number): Loss {
  if (hasKernel(SOFTMAX_LOSS) && logits.size % 2 === 0) {
    const made: Tensor[] = engine().runKernel(SOFTMAX_LOSS, { logits, targets }, { films });
    const [value, figures, gradient] = made as [Scalar, Tensor1D, Tensor2D];
    return { value, figures, gradient };
  }
  const logs = logSoftmax(logits);
  const weights = sum(targets, 1, true);
  const value: Scalar = div(neg(sum(mul(targets, logs))), films);
  const gradient: Tensor2D = div(sub(mul(exp(logs), weights), targets), films);
  const right = logicalAnd(equal(argMax(logits, 1), argMax(targets, 1)), greater(sum(targets, 1), 0));
  return { value, figures: stack([value, sum(cast(right, 'float32'))]) as Tensor1D, gradient };
}
