import { convRelu, type LayerSpec } from './layer-spec.ts';

/** A very small network that learns in seconds on any machine, a software renderer included; one output per class. */
export function quickLayers(classes: number): LayerSpec[] {
  return [
    convRelu(8, 'same'),
    { kind: 'pool' },
    convRelu(16, 'same'),
    { kind: 'pool' },
    convRelu(32, 'same'),
    { kind: 'pool' },
    { kind: 'flatten' },
    { kind: 'dense', units: classes, relu: false },
  ];
}
