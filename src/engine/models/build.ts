import { initializers, layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { assertNever } from '../../core/base/errors.ts';
import { hashParts } from '../../core/base/rng.ts';
import { CONV_SIZE, type LayerSpec, type NetworkSpec } from './layer-spec.ts';
import { layerName } from './summarise.ts';

/** A Keras-style model of the network: Glorot uniform kernels from `seed`, zero biases; the caller disposes it. */
export function buildModel(network: NetworkSpec, seed: number): Sequential {
  const model = sequential();
  for (const [index, layer] of network.layers.entries()) {
    const common = {
      name: layerName(layer, index),
      ...(index === 0 ? { inputShape: [...network.input] } : {}),
    };
    model.add(toLayer(layer, common, layerSeed(seed, index)));
  }
  return model;
}

function toLayer(layer: LayerSpec, common: { name: string; inputShape?: number[] }, seed: number) {
  const kernelInitializer = initializers.glorotUniform({ seed });
  switch (layer.kind) {
    case 'conv': {
      const { filters, padding } = layer;
      const kernelSize = CONV_SIZE;
      return layers.conv2d({ ...common, filters, kernelSize, padding, activation: 'relu', kernelInitializer });
    }
    case 'pool':
      return layers.maxPooling2d({ ...common, poolSize: 2 });
    case 'flatten':
      return layers.flatten(common);
    case 'dense': {
      const activation = layer.relu ? 'relu' : 'linear';
      return layers.dense({ ...common, units: layer.units, activation, kernelInitializer });
    }
    default:
      return assertNever(layer);
  }
}

/** TensorFlow.js takes seed 0 for no seed at all. */
function layerSeed(seed: number, index: number): number {
  return hashParts([seed, 'init', index]) || 1;
}
