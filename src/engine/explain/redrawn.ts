import { type Tensor, tensor, type Variable } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { makeRng } from '../../core/base/rng.ts';
import { modelVariables } from '../training/variables.ts';

/**
 * What `use` gives while the model holds weights drawn anew from `seed`, as at the start of a training: the control of
 * Adebayo 2018, a map that owes nothing to learning. `use` must not wait for anything.
 */
export function withRedrawnWeights<T>(model: LayersModel, seed: number, use: () => T): T {
  const { all } = modelVariables(model);
  const held = all.map((variable) => variable.clone());
  try {
    for (const [i, variable] of all.entries()) put(variable, draw(variable, makeRng('control', seed, i).next));
    return use();
  } finally {
    for (const [i, variable] of all.entries()) put(variable, held[i] as Tensor);
  }
}

function put(variable: Variable, value: Tensor): void {
  variable.assign(value);
  value.dispose();
}

/** Glorot uniform for what multiplies; the rest as layers begin: scales and variances one, offsets zero. */
function draw({ shape, size, name }: Variable, next: () => number): Tensor {
  if (shape.length < 2) return tensor(new Float32Array(size).fill(/gamma|variance/.test(name) ? 1 : 0), shape);
  const places = shape.slice(0, -2).reduce((a, b) => a * b, 1);
  const limit = Math.sqrt(6 / (places * ((shape.at(-2) ?? 0) + (shape.at(-1) ?? 0))));
  return tensor(
    Float32Array.from({ length: size }, () => (2 * next() - 1) * limit),
    shape,
  );
}
