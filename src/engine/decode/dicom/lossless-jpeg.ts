import { BitReader, type HuffmanTable, makeHuffmanTable } from './huffman.ts';
import type { Samples } from './samples.ts';

/** What the segments before the picture say. */
interface Frame {
  precision: number;
  width: number;
  height: number;
  components: number;
  restartEvery: number;
  readonly tables: HuffmanTable[];
}

/** Rows of the picture as it grows, and how each value is foretold. */
interface Scan {
  readonly frame: Frame;
  readonly tables: readonly HuffmanTable[];
  readonly predictor: number;
  readonly shift: number;
}

/**
 * A lossless JPEG (ITU-T T.81 annex H, process 14, all seven predictors), which no browser decodes; all components in one scan.
 * Throws RangeError when the data are damaged or end early, where other decoders go on with a blank picture.
 */
export function decodeLosslessJpeg(packed: Uint8Array): Samples {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const frame: Frame = { precision: 0, width: 0, height: 0, components: 0, restartEvery: 0, tables: [] };
  let offset = 2;
  for (;;) {
    const marker = view.getUint16(offset);
    if (marker === 0xffff) {
      offset++;
      continue;
    }
    const length = view.getUint16(offset + 2);
    if (marker < 0xff00 || length < 2) throw new RangeError('no marker where one must stand');
    const segment = packed.subarray(offset + 4, offset + 2 + length);
    offset += 2 + length;
    if (marker === 0xffda) return readPicture(frame, segment, packed.subarray(offset));
    noteSegment(frame, marker, segment);
  }
}

function noteSegment(frame: Frame, marker: number, segment: Uint8Array): void {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
  if (marker === 0xffc4) addTables(frame.tables, segment);
  else if (marker === 0xffdd) frame.restartEvery = view.getUint16(0);
  else if (marker === 0xffc3) {
    frame.precision = view.getUint8(0);
    frame.height = view.getUint16(1);
    frame.width = view.getUint16(3);
    frame.components = view.getUint8(5);
  }
}

function addTables(tables: HuffmanTable[], segment: Uint8Array): void {
  let at = 0;
  while (at + 17 <= segment.length) {
    const counts = segment.subarray(at + 1, at + 17);
    const values = counts.reduce((sum, count) => sum + count, 0);
    tables[(segment[at] as number) & 3] = makeHuffmanTable(counts, segment.subarray(at + 17, at + 17 + values));
    at += 17 + values;
  }
}

function readPicture(frame: Frame, header: Uint8Array, data: Uint8Array): Samples {
  const { components, precision, width, height } = frame;
  if (header[0] !== components || precision < 2 || precision > 16)
    throw new RangeError('no lossless scan of all components');
  const tables = Array.from({ length: components }, (_, c) => {
    const table = frame.tables[(header[2 + 2 * c] as number) >> 4];
    if (!table) throw new RangeError('a Huffman table is missing');
    return table;
  });
  const tail = 1 + 2 * components;
  const [predictor, shift] = [header[tail] as number, (header[tail + 2] as number) & 15];
  if (!(predictor >= 1 && predictor <= 7) || shift >= precision) throw new RangeError('no lossless predictor');
  // Every value takes a bit at least.
  if (width * height * components > 8 * data.length) throw new RangeError('pixels are missing');
  const values = new Uint16Array(width * height * components);
  decodeRows({ frame, tables, predictor, shift }, new BitReader(data), values);
  return { width, height, components, values: shift === 0 ? values : values.map((value) => value << shift) };
}

function decodeRows(scan: Scan, bits: BitReader, values: Uint16Array): void {
  const { width, height, restartEvery } = scan.frame;
  if (restartEvery % width !== 0) throw new RangeError('a restart within a row');
  const rowsPerRestart = restartEvery / width;
  let first = 0;
  for (let row = 0; row < height; row++) {
    if (rowsPerRestart > 0 && row > 0 && row % rowsPerRestart === 0) {
      bits.restart();
      first = row;
    }
    decodeRow(scan, bits, { values, row, isFirst: row === first });
  }
}

interface Row {
  readonly values: Uint16Array;
  readonly row: number;
  /** The first row, or the first after a restart: nothing above it counts. */
  readonly isFirst: boolean;
}

function decodeRow({ frame, tables, predictor, shift }: Scan, bits: BitReader, { values, row, isFirst }: Row): void {
  const { components, precision } = frame;
  const stride = frame.width * components;
  const start = row * stride;
  for (let i = 0; i < stride; i++) {
    const at = start + i;
    const difference = bits.difference(tables[i % components] as HuffmanTable);
    const left = i < components ? null : (values[at - components] as number);
    const foretold = isFirst
      ? (left ?? 1 << (precision - shift - 1))
      : left === null
        ? (values[at - stride] as number)
        : foretell(predictor, left, values[at - stride] as number, values[at - stride - components] as number);
    values[at] = foretold + difference;
  }
}

/** Table H.1: `a` stands left of the value, `b` above it, `c` above `a`. */
function foretell(predictor: number, a: number, b: number, c: number): number {
  switch (predictor) {
    case 1:
      return a;
    case 2:
      return b;
    case 3:
      return c;
    case 4:
      return a + b - c;
    case 5:
      return a + ((b - c) >> 1);
    case 6:
      return b + ((a - c) >> 1);
    default:
      return (a + b) >> 1;
  }
}
