import { tensor, type Variable } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** A model's variables: what learns, and everything in the order of a flat buffer (what learns first). */
export interface ModelVariables {
  readonly trainable: readonly Variable[];
  readonly all: readonly Variable[];
}

/** The variables behind a model's weights; tfjs-layers wraps each and keeps it private. */
export function modelVariables(model: LayersModel): ModelVariables {
  const unwrap = (weight: unknown) => (weight as { val: Variable }).val;
  const trainable = model.trainableWeights.map(unwrap);
  return { trainable, all: [...trainable, ...model.nonTrainableWeights.map(unwrap)] };
}

/** All values one after another, read from the device. */
export async function readFlat(variables: readonly Variable[]): Promise<Float32Array<ArrayBuffer>> {
  const flat = new Float32Array(flatSize(variables));
  let offset = 0;
  for (const variable of variables) {
    flat.set(await variable.data(), offset);
    offset += variable.size;
  }
  return flat;
}

/** Sets all variables from such values; false, and nothing changed, when their number is another. */
export function writeFlat(variables: readonly Variable[], flat: Float32Array): boolean {
  if (flat.length !== flatSize(variables)) return false;
  let offset = 0;
  for (const variable of variables) {
    const values = tensor(flat.slice(offset, offset + variable.size), variable.shape);
    variable.assign(values);
    values.dispose();
    offset += variable.size;
  }
  return true;
}

function flatSize(variables: readonly Variable[]): number {
  return variables.reduce((sum, { size }) => sum + size, 0);
}
