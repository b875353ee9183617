import * as tf from '@tensorflow/tfjs-core';
import { makeRng } from '../../src/core/base/rng.ts';
import { PRESETS, type TrainingConfig } from '../../src/core/training/config.ts';
import type { Batch } from '../../src/core/training/exchange.ts';
import type { NetworkSpec } from '../../src/engine/models/layer-spec.ts';
import { networkSpec } from '../../src/engine/models/registry.ts';
import { summarise } from '../../src/engine/models/summarise.ts';
import type { Task } from './protocol.ts';

/** A task's network, and what the app trains it with. */
export interface TaskNetwork {
  readonly config: TrainingConfig;
  readonly spec: NetworkSpec;
}

/** The preset at the task's image size and batch. */
export function taskNetwork({ preset, batch, size }: Task): TaskNetwork {
  const found = Object.entries(PRESETS).find(([name]) => name === preset)?.[1].config;
  if (!found) throw new Error(`no preset ${preset}`);
  const preprocessing = { ...found.preprocessing, imageSize: size };
  return {
    config: { ...found, preprocessing, batchSize: batch },
    spec: networkSpec(found.architecture, preprocessing, 2),
  };
}

/** Multiply-adds of one film's forward pass, by the app's own table of layers. */
export function multiplyAddsOf(spec: NetworkSpec): number {
  return summarise(spec).layers.reduce((sum, layer) => sum + layer.multiplyAdds, 0);
}

/** Films of noise, half of each class; the same every time. */
export function noiseBatch({ preprocessing, batchSize }: TrainingConfig): Batch {
  const { imageSize, channels } = preprocessing;
  const rng = makeRng('bench');
  return {
    bytes: Uint8Array.from({ length: batchSize * imageSize * imageSize * channels }, () => rng.below(256)),
    labels: Uint8Array.from({ length: batchSize }, (_, film) => film % 2),
    samples: Uint32Array.from({ length: batchSize }, (_, film) => film),
    imageSize,
  };
}

/** A made gradient for each variable, by its name. */
export function noiseGradients(variables: readonly tf.Variable[]): Record<string, tf.Tensor> {
  const scaled = (variable: tf.Variable) => tf.tidy(() => tf.mul(tf.sin(tf.add(variable, 1)), 1e-3));
  return Object.fromEntries(variables.map((variable) => [variable.name, scaled(variable)]));
}

/** Something small that the device computes after all it was given before. */
export function afterwards(variables: readonly tf.Variable[]): tf.Tensor {
  return tf.neg(variables.at(-1) as tf.Variable);
}
