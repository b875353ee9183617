import { assertNever } from '../../core/base/errors.ts';
import type { LayerRow, NetworkSummary } from '../../core/training/events.ts';
import type { ConvSpec, LayerSpec, NetworkSpec } from './layer-spec.ts';

type Row = Omit<LayerRow, 'name'>;
type Shape = readonly number[];

/** Layers that do something to each value and no more. */
const SHAPE_KEEPERS = { relu: 'Activation', add: 'Add', dropout: 'Dropout' } as const;

/**
 * The table of layers, as Keras' `summary()` prints it, with the multiply-adds of one film's forward pass. Parameters are
 * what is learned: the running mean and variance of batch normalisation are measured and do not count.
 */
export function summarise(network: NetworkSpec): NetworkSummary {
  const layers: LayerRow[] = [];
  for (const [index, layer] of network.layers.entries()) {
    const before = layers[layer.from ?? index - 1]?.outputShape ?? network.input;
    layers.push({ name: layerName(layer, index), ...toRow(layer, before) });
  }
  return { layers, parameters: layers.reduce((sum, { parameters }) => sum + parameters, 0) };
}

/** The layer's name in the model and in the table, e.g. `conv_1`. */
export function layerName(layer: LayerSpec, index: number): string {
  return `${layer.kind}_${index + 1}`;
}

function toRow(layer: LayerSpec, shape: Shape): Row {
  const channels = shape.at(-1) ?? 0;
  switch (layer.kind) {
    case 'conv':
      return convRow(layer, shape);
    case 'norm':
      return { type: 'BatchNormalization', outputShape: shape, parameters: 2 * channels, multiplyAdds: product(shape) };
    case 'relu':
    case 'add':
    case 'dropout':
      return plain(SHAPE_KEEPERS[layer.kind], shape);
    case 'pool':
      return plain('MaxPooling2D', [...shape.slice(0, -1).map((side) => Math.floor(side / 2)), channels]);
    case 'average':
      return plain('GlobalAveragePooling2D', [channels]);
    case 'flatten':
      return plain('Flatten', [product(shape)]);
    case 'dense':
      return denseRow(layer.units, product(shape));
    default:
      return assertNever(layer);
  }
}

/** A layer that learns nothing and multiplies nothing. */
function plain(type: string, outputShape: Shape): Row {
  return { type, outputShape, parameters: 0, multiplyAdds: 0 };
}

function denseRow(units: number, inputs: number): Row {
  const weights = inputs * units;
  return { type: 'Dense', outputShape: [units], parameters: weights + units, multiplyAdds: weights };
}

function convRow({ filters, padding, size, stride, bias }: ConvSpec, shape: Shape): Row {
  const [height = 0, width = 0, channels = 0] = shape;
  const lost = padding === 'valid' ? size - 1 : 0;
  const outputShape = [Math.ceil((height - lost) / stride), Math.ceil((width - lost) / stride), filters];
  const perOutput = size * size * channels;
  return {
    type: 'Conv2D',
    outputShape,
    parameters: perOutput * filters + (bias ? filters : 0),
    multiplyAdds: product(outputShape) * perOutput,
  };
}

function product(values: Shape): number {
  return values.reduce((a, b) => a * b, 1);
}
