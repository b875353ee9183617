import { makeRng } from '../../core/base/rng.ts';
import type { Preprocessing } from '../../core/pixels/settings.ts';
import type { Batch } from '../../core/training/exchange.ts';
import { buildModel } from '../models/build.ts';
import { convRelu, type LayerSpec, type NetworkSpec } from '../models/layer-spec.ts';
import { Adam } from '../training/adam.ts';
import type { Learner } from '../training/step.ts';
import { modelVariables } from '../training/variables.ts';

const PREPROCESSING: Preprocessing = {
  imageSize: 12,
  interpolation: 'nearest',
  channels: 3,
  scale: 4 / 255,
  offset: -2,
  mirrorAverage: false,
};

/** Films of a batch of the tiny net. */
export const TINY_BATCH = 8;

/** What the presets are made of: a biased convolution, pooling, a residual block with strides and a shortcut, dense layers. */
const LAYERS: readonly LayerSpec[] = [
  convRelu(6, 'valid'),
  { kind: 'pool' },
  { kind: 'conv', filters: 8, padding: 'same', size: 3, stride: 2, bias: false },
  { kind: 'norm' },
  { kind: 'conv', filters: 8, padding: 'same', size: 1, stride: 2, bias: false, from: 1 },
  { kind: 'norm' },
  { kind: 'add', other: 3 },
  { kind: 'relu' },
  { kind: 'flatten' },
  { kind: 'dense', units: 10, relu: true },
  { kind: 'dense', units: 3, relu: false },
];

/** The tiny net on the backend in use, from one seed, as a learner of constant rate; the caller disposes model and Adam. */
export function tinyLearner(learningRate: number): Learner {
  const { imageSize, channels } = PREPROCESSING;
  const network: NetworkSpec = { input: [imageSize, imageSize, channels], layers: LAYERS };
  const model = buildModel(network, 1);
  return {
    model,
    adam: new Adam(modelVariables(model).trainable, learningRate),
    average: null,
    preprocessing: PREPROCESSING,
    batchSize: TINY_BATCH,
    classWeights: [1.5, 0.75, 1],
    labelSmoothing: 0.1,
    wholeBatches: true,
    rateAt: () => learningRate,
  };
}

/** The batch of that number: noise, a little brighter by class, so that there is something to learn and never all of it. */
export function tinyBatch(number: number): Batch {
  const { imageSize, channels } = PREPROCESSING;
  const rng = makeRng('tiny', number);
  const labels = Uint8Array.from({ length: TINY_BATCH }, () => Math.floor(rng.range(0, 3)));
  const size = imageSize * imageSize * channels;
  const bytes = Uint8Array.from(
    { length: TINY_BATCH * size },
    (_, i) => rng.range(20, 200) + 12 * (labels[Math.floor(i / size)] as number),
  );
  return { bytes, labels, samples: new Uint32Array(TINY_BATCH), imageSize };
}
