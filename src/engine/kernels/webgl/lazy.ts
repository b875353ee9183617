import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { engine, keep, type TensorInfo } from '@tensorflow/tfjs-core';
import { type DenseOutput, planDense, rowWidth } from './dense.ts';
import { glContext } from './gl-context.ts';

/** A tensor whose last pass has not run: the next kernel may take it over into its own. */
export interface Lazy<Recipe> {
  readonly recipe: Recipe;
  /** Writes the values. */
  readonly write: (output: DenseOutput) => void;
  /** Gives back what the recipe holds; called once. */
  readonly drop: () => void;
}

const pending = new WeakMap<object, Lazy<unknown>>();

/**
 * A dense tensor that is computed when its texture is first asked for, by any kernel, and never if it is disposed of before.
 * So a bias and a relu that follow a convolution join its last pass, though layers call three kernels while they train.
 */
export function makeLazy<Recipe>(backend: MathBackendWebGL, shape: readonly number[], lazy: Lazy<Recipe>): TensorInfo {
  const width = rowWidth(shape, glContext(backend).maxSize) as number;
  const output = planDense(backend, shape, width);
  const data = backend.texData.get(output.info.dataId);
  const settle = (value: unknown) => {
    pending.delete(data);
    Object.defineProperty(data, 'texture', { value, writable: true, enumerable: true, configurable: true });
  };
  Object.defineProperty(data, 'texture', {
    get() {
      settle(undefined);
      // The backend asks for the texture also to free it.
      if (data.refCount > 0) lazy.write(output.allocate());
      lazy.drop();
      return data.texture;
    },
    set: settle,
    enumerable: true,
    configurable: true,
  });
  pending.set(data, lazy);
  return output.info;
}

/** What a tensor waits for; null when it has been computed. The caller knows the kinds of recipes by their fields. */
export function pendingRecipe(backend: MathBackendWebGL, { dataId }: TensorInfo): unknown {
  return pending.get(backend.texData.get(dataId))?.recipe ?? null;
}

/** Keeps a tensor's data while a recipe needs it; returns what lets it go. */
export function hold(backend: MathBackendWebGL, info: TensorInfo): () => void {
  backend.incRef(info.dataId);
  const tensor = keep(engine().makeTensorFromTensorInfo(info, backend));
  return () => tensor.dispose();
}
