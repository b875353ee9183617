import {
  customGrad,
  div,
  exp,
  logSoftmax,
  mul,
  neg,
  type Scalar,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';

/**
 * Mean softmax cross-entropy from logits `[n, outputs]`; `targets` are one-hot rows times the film's weight, so that a
 * row of zeros counts for nothing. Divided by `films`, as Keras does with class weights.
 * tfjs-layers' own loss clips the logits before the softmax and is wrong; the gradient here is the closed form
 * (softmax · weight - targets) / films.
 */
export function crossEntropy(logits: Tensor2D, targets: Tensor2D, films: number): Scalar {
  const compute = customGrad((x, save) => {
    const logProbabilities = logSoftmax(x as Tensor2D);
    // The targets too: the forward scope frees them before the gradient is asked for.
    (save as (tensors: Tensor[]) => void)([logProbabilities, targets]);
    const value = div(neg(sum(mul(targets, logProbabilities))), films);
    const gradFunc = (dy: Tensor, saved: Tensor[]) => {
      const [logs, truth] = saved as [Tensor2D, Tensor2D];
      const difference = sub(mul(exp(logs), sum(truth, 1, true)), truth);
      return mul(div(difference, films), dy);
    };
    return { value, gradFunc };
  });
  return compute(logits) as Scalar;
}
