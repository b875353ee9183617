/** A lossless JPEG to build. */
interface Plan {
  readonly columns: number;
  readonly rows: number;
  readonly values: readonly number[];
  readonly predictor: number;
  /** Rows from restart to restart; 0: none. */
  readonly restart: number;
}

/** A lossless JPEG of 12 bits as T.81 annex H lays it out, coded with 16 categories of five bits each. */
export function encodeLosslessJpeg({ columns, rows, values, predictor, restart }: Plan): Uint8Array<ArrayBuffer> {
  const at = (x: number, y: number) => values[y * columns + x] as number;
  const scans: number[] = [];
  let bits = '';
  const flush = (marker: number[]) => {
    const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
    const packed = (padded.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
    scans.push(...packed.flatMap((byte) => (byte === 255 ? [255, 0] : [byte])), ...marker);
    bits = '';
  };
  for (let y = 0; y < rows; y++) {
    if (restart && y && y % restart === 0) flush([0xff, 0xd0 + (y / restart - 1)]);
    const isFirst = restart ? y % restart === 0 : y === 0;
    for (let x = 0; x < columns; x++) {
      const foretold = isFirst
        ? x
          ? at(x - 1, y)
          : 2048
        : x
          ? predict(predictor, at(x - 1, y), at(x, y - 1), at(x - 1, y - 1))
          : at(x, y - 1);
      bits += codeOf(at(x, y) - foretold);
    }
  }
  flush([]);
  const big = (value: number) => [value >> 8, value & 255];
  const segment = (marker: number, data: number[]) => [255, marker, ...big(data.length + 2), ...data];
  const lengths = Array.from({ length: 16 }, (_, i) => (i === 4 ? 17 : 0));
  return Uint8Array.from([
    ...[255, 0xd8],
    ...segment(0xc3, [12, ...big(rows), ...big(columns), 1, 1, 0x11, 0]),
    ...segment(0xc4, [0, ...lengths, ...Array.from({ length: 17 }, (_, i) => i)]),
    ...(restart ? segment(0xdd, big(restart * columns)) : []),
    ...segment(0xda, [1, 1, 0, predictor, 0, 0]),
    ...scans,
    ...[255, 0xd9],
  ]);
}

function predict(predictor: number, a: number, b: number, c: number): number {
  const rules = [a, b, c, a + b - c, a + ((b - c) >> 1), b + ((a - c) >> 1), (a + b) >> 1];
  return rules[predictor - 1] as number;
}

function codeOf(difference: number): string {
  const category = difference === 0 ? 0 : Math.abs(difference).toString(2).length;
  const value = difference < 0 ? difference + 2 ** category - 1 : difference;
  return category.toString(2).padStart(5, '0') + (category ? value.toString(2).padStart(category, '0') : '');
}
