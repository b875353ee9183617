import { assertNever } from '../../core/base/errors.ts';
import type { LayerRow, NetworkSummary } from '../../core/training/events.ts';
import { CONV_SIZE, type LayerSpec, type NetworkSpec } from './layer-spec.ts';

type Row = Omit<LayerRow, 'name'>;

/** The table of layers, as Keras' `summary()` prints it, with the multiply-adds of one film's forward pass. */
export function summarise(network: NetworkSpec): NetworkSummary {
  const layers: LayerRow[] = [];
  let shape: readonly number[] = network.input;
  for (const [index, layer] of network.layers.entries()) {
    const row = toRow(layer, shape);
    layers.push({ name: layerName(layer, index), ...row });
    shape = row.outputShape;
  }
  return { layers, parameters: layers.reduce((sum, { parameters }) => sum + parameters, 0) };
}

/** The layer's name in the model and in the table, e.g. `conv_1`. */
export function layerName(layer: LayerSpec, index: number): string {
  return `${layer.kind}_${index + 1}`;
}

function toRow(layer: LayerSpec, shape: readonly number[]): Row {
  switch (layer.kind) {
    case 'conv':
      return convRow(layer, shape);
    case 'pool': {
      const [height = 0, width = 0, channels = 0] = shape;
      const outputShape = [Math.floor(height / 2), Math.floor(width / 2), channels];
      return { type: 'MaxPooling2D', outputShape, parameters: 0, multiplyAdds: 0 };
    }
    case 'flatten':
      return { type: 'Flatten', outputShape: [product(shape)], parameters: 0, multiplyAdds: 0 };
    case 'dense': {
      const inputs = product(shape);
      const weights = inputs * layer.units;
      return { type: 'Dense', outputShape: [layer.units], parameters: weights + layer.units, multiplyAdds: weights };
    }
    default:
      return assertNever(layer);
  }
}

function convRow(layer: Extract<LayerSpec, { kind: 'conv' }>, shape: readonly number[]): Row {
  const [height = 0, width = 0, channels = 0] = shape;
  const lost = layer.padding === 'valid' ? CONV_SIZE - 1 : 0;
  const outputShape = [height - lost, width - lost, layer.filters];
  const perOutput = CONV_SIZE * CONV_SIZE * channels;
  return {
    type: 'Conv2D',
    outputShape,
    parameters: perOutput * layer.filters + layer.filters,
    multiplyAdds: product(outputShape) * perOutput,
  };
}

function product(values: readonly number[]): number {
  return values.reduce((a, b) => a * b, 1);
}
