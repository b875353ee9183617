/**
 * Source position of each target position by nearest neighbour: floor((x + 0.5) · scale).
 * The position is summed up step by step as Pillow's `ImagingScaleAffine` does, so that ties fall alike.
 */
export function nearestPick(sourceSize: number, targetSize: number): Int32Array {
  const scale = sourceSize / targetSize;
  const picks = new Int32Array(targetSize);
  let position = scale * 0.5;
  for (let x = 0; x < targetSize; x++) {
    picks[x] = Math.min(sourceSize - 1, Math.floor(position));
    position += scale;
  }
  return picks;
}

/** Weights of the source positions under each target position, `taps` apiece. */
interface Filter {
  readonly starts: Int32Array;
  readonly weights: Float32Array;
  readonly taps: number;
}

/**
 * Triangle filter as wide as the reduction (Pillow's BILINEAR, `tf.image.resize(antialias=True)`): every source pixel counts,
 * so nothing flickers by its size; where the picture grows it is plain bilinear.
 */
function triangleFilter(sourceSize: number, targetSize: number): Filter {
  const scale = sourceSize / targetSize;
  const support = Math.max(1, scale);
  const taps = Math.ceil(support) * 2 + 1;
  const starts = new Int32Array(targetSize);
  const weights = new Float32Array(targetSize * taps);
  for (let x = 0; x < targetSize; x++) {
    const centre = (x + 0.5) * scale;
    const start = Math.max(0, Math.floor(centre - support + 0.5));
    const end = Math.min(sourceSize, Math.floor(centre + support + 0.5));
    let sum = 0;
    for (let i = start; i < end; i++) {
      const weight = Math.max(0, 1 - Math.abs(i + 0.5 - centre) / support);
      weights[x * taps + i - start] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < taps; tap++) weights[x * taps + tap] = (weights[x * taps + tap] as number) / sum;
    starts[x] = start;
  }
  return { starts, weights, taps };
}

/** Interleaved bytes of `width` × `height` pixels; of the `stride` bytes of a pixel the first `channels` are read. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly stride: number;
  readonly channels: 1 | 3;
}

/** The raster as a square of `size`, each channel picked by nearest neighbour as Pillow does; the aspect ratio is not kept. */
export function resizeNearest(raster: Raster, size: number): Uint8Array<ArrayBuffer> {
  const { data, stride, channels } = raster;
  const columns = nearestPick(raster.width, size);
  const rows = nearestPick(raster.height, size);
  const out = new Uint8Array(size * size * channels);
  let to = 0;
  for (const row of rows) {
    for (const column of columns) {
      const from = (row * raster.width + column) * stride;
      for (let c = 0; c < channels; c++) out[to++] = data[from + c] as number;
    }
  }
  return out;
}

/** The raster as a square of `size`, antialiased: rows of the source are folded into the output one by one. */
export function resizeAntialiased(raster: Raster, size: number): Uint8Array<ArrayBuffer> {
  const { width, height, channels } = raster;
  const across = triangleFilter(width, size);
  const down = triangleFilter(height, size);
  const rowLength = size * channels;
  const narrow = new Float32Array(height * rowLength);
  for (let row = 0; row < height; row++) narrowRow(raster, row, across, narrow.subarray(row * rowLength));
  const out = new Uint8Array(size * rowLength);
  const sums = new Float32Array(rowLength);
  for (let y = 0; y < size; y++) {
    sums.fill(0);
    for (let tap = 0; tap < down.taps; tap++) {
      const weight = down.weights[y * down.taps + tap] as number;
      if (weight > 0) addRow(sums, narrow, ((down.starts[y] as number) + tap) * rowLength, weight);
    }
    for (let i = 0; i < rowLength; i++) out[y * rowLength + i] = Math.min(255, (sums[i] as number) + 0.5);
  }
  return out;
}

function narrowRow(raster: Raster, row: number, across: Filter, to: Float32Array): void {
  const { data, stride, channels, width } = raster;
  const { starts, weights, taps } = across;
  for (let x = 0; x < starts.length; x++) {
    const start = starts[x] as number;
    const count = Math.min(taps, width - start);
    for (let c = 0; c < channels; c++) {
      let from = (row * width + start) * stride + c;
      let sum = 0;
      for (let tap = 0; tap < count; tap++, from += stride) {
        sum += (weights[x * taps + tap] as number) * (data[from] as number);
      }
      to[x * channels + c] = sum;
    }
  }
}

function addRow(sums: Float32Array, rows: Float32Array, offset: number, weight: number): void {
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + weight * (rows[offset + i] as number);
}
