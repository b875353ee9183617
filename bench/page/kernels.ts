import * as tf from '@tensorflow/tfjs-core';
import type { Run, Task, Work } from './protocol.ts';

/** The kernels of the paper's network, on tensors of the shapes they have there. */
export function kernelWork({ what, batch, size }: Task): Work {
  const [a, b, c] = [size - 2, Math.floor((size - 2) / 2), Math.floor((size - 2) / 2) - 2];
  const flat = Math.floor(c / 2) ** 2 * 64;
  const films = () => noise([batch, size, size, 3], 1);
  const first = () => noise([batch, a, a, 32], 2);
  const middle = () => noise([batch, b, b, 32], 3);
  const second = () => noise([batch, c, c, 64], 4);
  const [small, large] = [noise([3, 3, 3, 32], 5), noise([3, 3, 32, 64], 6)];
  // As it comes: the pooled images of the second convolution.
  const flattened = () =>
    tf.reshape(resident(noise([batch, Math.floor(c / 2), Math.floor(c / 2), 64], 8)), [batch, flat]);
  const stride = { strides: 1, pad: 'valid', dataFormat: 'NHWC', dimRoundingMode: undefined };
  const pool = { filterSize: 2, strides: 2, pad: 'valid' };
  const table: Record<string, () => Run> = {
    'conv1 forward': () => convolution(films(), small),
    'conv2 forward': () => convolution(middle(), large),
    'conv2 by input': () => {
      const inputs = { dy: resident(second()), filter: large };
      return kernel('Conv2DBackpropInput', inputs, { ...stride, inputShape: [batch, b, b, 32] });
    },
    'conv1 by filter': () => {
      const inputs = { x: films(), dy: resident(first()) };
      return kernel('Conv2DBackpropFilter', inputs, { ...stride, filterShape: [3, 3, 3, 32] });
    },
    'conv2 by filter': () => {
      const inputs = { x: resident(middle()), dy: resident(second()) };
      return kernel('Conv2DBackpropFilter', inputs, { ...stride, filterShape: [3, 3, 32, 64] });
    },
    'pool1 forward': () => kernel('MaxPool', { x: resident(first()) }, pool),
    'pool1 + relu by input': () => {
      const x = resident(tf.tidy(() => tf.relu(first())));
      const gradient = tf.grad((t) => tf.maxPool(tf.relu(t) as tf.Tensor4D, 2, 2, 'valid'));
      const dy = noise([batch, b, b, 32], 7);
      return () => [gradient(x, dy)];
    },
    'bias1 gradient': () => kernel('Sum', { x: resident(first()) }, { axis: [0, 1, 2], keepDims: false }),
    'dense1 forward': () => product(flattened(), noise([flat, 64], 9), [false, false]),
    'dense1 by input': () => product(noise([batch, 64], 8), noise([flat, 64], 9), [false, true]),
    'dense1 by weight': () => product(flattened(), noise([batch, 64], 9), [true, false]),
  };
  const make = table[what];
  if (!make) throw new Error(`no task ${what}`);
  return { run: make(), multiplyAdds: multiplyAdds(what, [a, c, flat]) };
}

/** Of one film; null where a kernel only compares or adds. */
function multiplyAdds(what: string, [first, second, flat]: readonly [number, number, number]): number | null {
  if (what.startsWith('conv1')) return first ** 2 * 32 * 27;
  if (what.startsWith('conv2')) return second ** 2 * 64 * 288;
  return what.startsWith('dense1') ? flat * 64 : null;
}

/** Values that repeat from run to run; no two alike, so that pooling has no ties. */
function noise(shape: number[], seed: number): tf.Tensor {
  const size = shape.reduce((x, y) => x * y, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin((i + 1) * (seed + 0.7) * 12.9898)),
    shape,
  );
}

/** A tensor that a kernel of the backend made, as it would be in a network, not one that was just uploaded. */
function resident(tensor: tf.Tensor): tf.Tensor {
  return tf.maxPool(tensor as tf.Tensor4D, 1, 1, 'valid');
}

function convolution(x: tf.Tensor, filter: tf.Tensor): Run {
  const bias = tf.zeros([filter.shape[3] as number]);
  return () => [tf.tidy(() => tf.relu(tf.add(tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, 'valid'), bias)))];
}

function kernel(name: string, inputs: Record<string, tf.Tensor>, attrs: object): Run {
  return () => [tf.engine().runKernel<tf.Tensor>(name, inputs, attrs as tf.NamedAttrMap)];
}

function product(a: tf.Tensor, b: tf.Tensor, [left, right]: readonly [boolean, boolean]): Run {
  return () => [tf.matMul(a, b, left, right)];
}
