import type { LayerSpec } from './layer-spec.ts';

/** A very small network that learns in seconds on any machine, a software renderer included; one output per class. */
export function quickLayers(classes: number): LayerSpec[] {
  return [
    { kind: 'conv', filters: 8, padding: 'same' },
    { kind: 'pool' },
    { kind: 'conv', filters: 16, padding: 'same' },
    { kind: 'pool' },
    { kind: 'conv', filters: 32, padding: 'same' },
    { kind: 'pool' },
    { kind: 'flatten' },
    { kind: 'dense', units: classes, relu: false },
  ];
}
