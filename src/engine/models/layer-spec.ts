/**
 * One layer of a network, as data: the table of layers is computed from it without making a single weight, and the
 * TensorFlow.js model is built from it. All convolutions are 3 × 3 with stride 1; activations are relu or none.
 */
export type LayerSpec =
  | { readonly kind: 'conv'; readonly filters: number; readonly padding: 'valid' | 'same' }
  | { readonly kind: 'pool' }
  | { readonly kind: 'flatten' }
  | { readonly kind: 'dense'; readonly units: number; readonly relu: boolean };

/** Side of every convolution's window. */
export const CONV_SIZE = 3;

/** A network: its input `[height, width, channels]` and its layers in order; the last gives logits. */
export interface NetworkSpec {
  readonly input: readonly [number, number, number];
  readonly layers: readonly LayerSpec[];
}
