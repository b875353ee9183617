import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';

/** Where the cells of a feature map look along one side of the film: cell `i` is centred on pixel `start + i * step`. */
export interface CellGrid {
  readonly start: number;
  /** Pixels from one cell to the next. */
  readonly step: number;
}

interface Field extends CellGrid {
  /** Pixels that a cell can see at most. */
  readonly size: number;
}

/** Of a layer's config, what moves a cell. */
interface Window {
  readonly kernelSize?: readonly number[];
  readonly poolSize?: readonly number[];
  readonly strides?: readonly number[];
  readonly padding?: string;
}

/**
 * Where the cells of `features` look, by the rules of convolution arithmetic (Dumoulin and Visin 2016). Of two ways that
 * are added up the wider counts, since it contains the other. A map that was merely stretched over the film would lie up
 * to half a cell off at its edges.
 */
export function cellGrid(model: LayersModel, features: SymbolicTensor): CellGrid {
  const { start, step } = fieldOf(features, new Set(model.inputs.map(({ id }) => id)));
  return { start, step };
}

function fieldOf(tensor: SymbolicTensor, inputs: ReadonlySet<number>): Field {
  if (inputs.has(tensor.id)) return { start: 0, step: 1, size: 1 };
  const { sourceLayer, nodeIndex } = tensor;
  const before = sourceLayer.inboundNodes[nodeIndex]?.inputTensors ?? [];
  const fields = before.map((input) => fieldOf(input, inputs));
  const widest = fields.reduce((a, b) => (b.size > a.size ? b : a), { start: 0, step: 1, size: 0 });
  return through(widest, sourceLayer.getConfig(), [before[0]?.shape[1] ?? 0, tensor.shape[1] ?? 0]);
}

function through({ start, step, size }: Field, window: Window, [from, to]: readonly [number, number]): Field {
  const side = (window.kernelSize ?? window.poolSize)?.[0] ?? 1;
  const stride = window.strides?.[0] ?? 1;
  // TensorFlow pads as little as it can, and the odd pixel at the end.
  const padding = window.padding === 'same' ? Math.floor(Math.max((to - 1) * stride + side - from, 0) / 2) : 0;
  return { start: start + ((side - 1) / 2 - padding) * step, step: step * stride, size: size + (side - 1) * step };
}

/** A square map of `cells` a side drawn over `size` pixels a side: bilinear between the cells' centres, flat beyond the outermost. */
export function spread(map: Float32Array, cells: number, { start, step }: CellGrid, size: number): Float32Array {
  const places = Array.from({ length: size }, (_, pixel) => {
    const place = Math.min(Math.max((pixel - start) / step, 0), cells - 1);
    const low = Math.floor(place);
    return { low, high: Math.min(low + 1, cells - 1), share: place - low };
  });
  const spreadMap = new Float32Array(size * size);
  const at = (row: number, column: number) => map[row * cells + column] as number;
  places.forEach((y, row) => {
    places.forEach((x, column) => {
      const top = at(y.low, x.low) * (1 - x.share) + at(y.low, x.high) * x.share;
      const bottom = at(y.high, x.low) * (1 - x.share) + at(y.high, x.high) * x.share;
      spreadMap[row * size + column] = top * (1 - y.share) + bottom * y.share;
    });
  });
  return spreadMap;
}
