import { mul, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { makeRng } from '../../core/base/rng.ts';

/**
 * The stock dropout layer, so that its files open anywhere, with a mask of our own for each (seed, step): the stock one
 * repeats one mask when it has a seed, and cannot be repeated when it has none. In training `apply` is told the step.
 */
export function makeDropout(name: string, rate: number, seed: number): layers.Layer {
  const layer = layers.dropout({ name, rate });
  const judge = layer.call.bind(layer);
  layer.call = (inputs, kwargs) => {
    if (!kwargs.training) return judge(inputs, kwargs);
    const x = (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor;
    return mul(x, dropoutMask(x.shape, rate, [seed, kwargs.step as number]));
  };
  return layer;
}

/** Zero with probability `rate`, else 1 / (1 - rate); row by row, so that further rows change none. */
function dropoutMask(shape: number[], rate: number, name: readonly [number, number]): Tensor {
  const rng = makeRng('dropout', ...name);
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(
    Float32Array.from({ length: size }, () => (rng.next() < rate ? 0 : 1 / (1 - rate))),
    shape,
  );
}
