import {
  initializers,
  type LayersModel,
  layers,
  input as makeInput,
  model,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers';
import { assertNever } from '../../core/base/errors.ts';
import { hashParts } from '../../core/base/rng.ts';
import { makeBatchNorm } from './batch-norm.ts';
import { makeDropout } from './dropout.ts';
import { isChain, type LayerSpec, type NetworkSpec } from './layer-spec.ts';
import { layerName } from './summarise.ts';

type Layer = layers.Layer;

/** A Keras-style model of the network: Glorot uniform kernels from `seed`, zero biases; the caller disposes it. */
export function buildModel(network: NetworkSpec, seed: number): LayersModel {
  return isChain(network) ? buildChain(network, seed) : buildGraph(network, seed);
}

function buildChain({ input, layers: specs }: NetworkSpec, seed: number): LayersModel {
  const chain = sequential();
  for (const [index, spec] of specs.entries()) {
    const inputShape = index === 0 ? { inputShape: [...input] } : {};
    chain.add(toLayer(spec, { name: layerName(spec, index), ...inputShape }, layerSeed(seed, index)));
  }
  return chain;
}

function buildGraph({ input, layers: specs }: NetworkSpec, seed: number): LayersModel {
  const start = makeInput({ shape: [...input] });
  const outputs: SymbolicTensor[] = [];
  for (const [index, spec] of specs.entries()) {
    const before = outputs[spec.from ?? index - 1] ?? start;
    const layer = toLayer(spec, { name: layerName(spec, index) }, layerSeed(seed, index));
    const inputs = spec.kind === 'add' ? [before, outputs[spec.other] as SymbolicTensor] : before;
    outputs.push(layer.apply(inputs) as SymbolicTensor);
  }
  return model({ inputs: start, outputs: outputs.at(-1) as SymbolicTensor });
}

function toLayer(spec: LayerSpec, common: { name: string; inputShape?: number[] }, seed: number): Layer {
  const kernelInitializer = initializers.glorotUniform({ seed });
  switch (spec.kind) {
    case 'conv': {
      const { filters, padding, size, stride, bias } = spec;
      const activation = bias ? 'relu' : 'linear';
      const shape = { filters, kernelSize: size, strides: stride, padding, useBias: bias };
      return layers.conv2d({ ...common, ...shape, activation, kernelInitializer });
    }
    case 'norm':
      return makeBatchNorm(common.name);
    case 'relu':
      return layers.activation({ ...common, activation: 'relu' });
    case 'add':
      return layers.add(common);
    case 'pool':
      return layers.maxPooling2d({ ...common, poolSize: 2 });
    case 'average':
      return layers.globalAveragePooling2d(common);
    case 'flatten':
      return layers.flatten(common);
    case 'dropout':
      return makeDropout(common.name, spec.rate, seed);
    case 'dense': {
      const activation = spec.relu ? 'relu' : 'linear';
      return layers.dense({ ...common, units: spec.units, activation, kernelInitializer });
    }
    default:
      return assertNever(spec);
  }
}

/** TensorFlow.js takes seed 0 for no seed at all. */
function layerSeed(seed: number, index: number): number {
  return hashParts([seed, 'init', index]) || 1;
}
