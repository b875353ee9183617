import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { RunningMeansAttrs, RunningMeansInputs } from '../own-kernels.ts';
import { runFormulas } from './formula.ts';
import type { WebglCall } from './webgl-call.ts';

/**
 * Running means of up to four tensors of one shape in one draw, each into a render target of its own; of stock kernels it takes
 * three for each tensor.
 */
export function runningMeans({
  inputs,
  attrs,
  backend,
}: WebglCall<RunningMeansInputs, RunningMeansAttrs>): TensorInfo[] {
  const { means, values } = inputs;
  const operands = Object.fromEntries(
    means.flatMap((mean, i) => [
      [`mean${i}`, mean],
      [`value${i}`, values[i] as TensorInfo],
    ]),
  );
  const formulas = means.map((_, i) => `kept * mean${i} + (1. - kept) * value${i}`);
  return runFormulas(backend, { formulas, operands, shape: means[0]?.shape ?? [], uniforms: { ...attrs } });
}
