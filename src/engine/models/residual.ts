import type { ConvSpec, LayerSpec } from './layer-spec.ts';

const DROPOUT = 0.3;

/** Filters of the four blocks in multiples of the width, and their strides. */
const BLOCKS: readonly (readonly [number, 1 | 2])[] = [
  [1, 1],
  [2, 2],
  [4, 2],
  [8, 2],
];

/**
 * A small residual network (He et al. 2016) of `width` filters: a stem that halves the film, four blocks, a global average,
 * dropout, one output per class. 307,506 parameters at width 16, 479,902 at 20, for one grey channel and two classes.
 */
export function residualLayers(width: number, classes: number): LayerSpec[] {
  const layers: LayerSpec[] = [conv(width, 3, 2), { kind: 'norm' }, { kind: 'relu' }];
  let filters = width;
  for (const [multiple, stride] of BLOCKS) {
    addBlock(layers, { filters: width * multiple, stride, reshapes: stride > 1 || filters !== width * multiple });
    filters = width * multiple;
  }
  layers.push({ kind: 'average' }, { kind: 'dropout', rate: DROPOUT }, { kind: 'dense', units: classes, relu: false });
  return layers;
}

interface Block {
  readonly filters: number;
  readonly stride: 1 | 2;
  /** The shortcut needs a convolution of its own. */
  readonly reshapes: boolean;
}

function addBlock(layers: LayerSpec[], { filters, stride, reshapes }: Block): void {
  const from = layers.length - 1;
  layers.push(conv(filters, 3, stride), { kind: 'norm' }, { kind: 'relu' }, conv(filters, 3, 1), { kind: 'norm' });
  const main = layers.length - 1;
  if (reshapes) layers.push({ ...conv(filters, 1, stride), from }, { kind: 'norm' });
  layers.push({ kind: 'add', other: reshapes ? main : from }, { kind: 'relu' });
}

function conv(filters: number, size: 1 | 3, stride: 1 | 2): ConvSpec {
  return { kind: 'conv', filters, padding: 'same', size, stride, bias: false };
}
