import type { TrainingConfig } from './config.ts';

/** Share of a one-cycle run in which the rate rises. */
const RISE = 0.2;
/** The rate starts at this share of the highest, and ends at `END` of it. */
const START = 1 / 25;
const END = START / 1e4;

/**
 * The learning rate of step `step` (from zero) of `steps`. One cycle (Smith and Topin 2017; PyTorch's `OneCycleLR`): half a
 * cosine up over the first fifth, half a cosine down over the rest.
 */
export function learningRateAt(
  { schedule, learningRate }: Pick<TrainingConfig, 'schedule' | 'learningRate'>,
  step: number,
  steps: number,
): number {
  if (schedule === 'constant') return learningRate;
  const top = Math.max(1, RISE * steps - 1);
  const way = step <= top ? 1 - step / top : Math.min(1, (step - top) / Math.max(1, steps - 1 - top));
  const low = step <= top ? START : END;
  return learningRate * (low + (1 - low) * 0.5 * (1 + Math.cos(Math.PI * way)));
}

/**
 * What step `step` (from zero) leaves of a running mean: `decay`, and less at first, as in TensorFlow's
 * `ExponentialMovingAverage`, so that where the mean began weighs nothing.
 */
export function decayAt(decay: number, step: number): number {
  return Math.min(decay, (1 + step) / (10 + step));
}
