/**
 * One layer of a network, as data: the table of layers is computed from it without making a single weight, and the
 * TensorFlow.js model is built from it. Each takes the output of the layer before it, or of the layer numbered `from`.
 */
export type LayerSpec = { readonly from?: number } & (
  | ConvSpec
  | { readonly kind: 'norm' }
  | { readonly kind: 'relu' }
  /** Adds the output of the layer numbered `other`. */
  | { readonly kind: 'add'; readonly other: number }
  | { readonly kind: 'pool' }
  | { readonly kind: 'average' }
  | { readonly kind: 'flatten' }
  | { readonly kind: 'dropout'; readonly rate: number }
  | { readonly kind: 'dense'; readonly units: number; readonly relu: boolean }
);

/** A convolution of `size` × `size` pixels; with a bias also a relu, without one it is followed by a `norm`. */
export interface ConvSpec {
  readonly kind: 'conv';
  readonly filters: number;
  readonly padding: 'valid' | 'same';
  readonly size: 1 | 3;
  readonly stride: 1 | 2;
  readonly bias: boolean;
}

/** A network: its input `[height, width, channels]` and its layers in order; the last gives logits. */
export interface NetworkSpec {
  readonly input: readonly [number, number, number];
  readonly layers: readonly LayerSpec[];
}

/** A convolution of 3 × 3 with bias and relu. */
export function convRelu(filters: number, padding: 'valid' | 'same'): ConvSpec {
  return { kind: 'conv', filters, padding, size: 3, stride: 1, bias: true };
}

/** Whether each layer does nothing but take up the one before. */
export function isChain({ layers }: NetworkSpec): boolean {
  return layers.every((layer) => layer.from === undefined && layer.kind !== 'add');
}

/** Whether the films of a batch bear on one another, so that none may be added to fill it up. */
export function usesBatchStatistics({ layers }: NetworkSpec): boolean {
  return layers.some(({ kind }) => kind === 'norm');
}
