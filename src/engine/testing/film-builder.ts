import { zlibSync } from 'fflate';
import { crc32 } from '../../core/pixels/crc32.ts';

/** Builders of film files for browser tests. */

/** What a pixel of a built film shows: red, green, blue. */
type Paint = (x: number, y: number) => readonly [number, number, number];

/** Smooth grey, darker at the top left. */
export const GREY_RAMP: Paint = (x, y) => {
  const grey = Math.min(255, 20 + Math.floor((x + 2 * y) / 4));
  return [grey, grey, grey];
};

/** A picture encoded by the browser; PNG keeps the pixels as painted. */
export async function encodeFilm(
  width: number,
  height: number,
  paint: Paint = GREY_RAMP,
  type: 'image/png' | 'image/jpeg' | 'image/webp' = 'image/jpeg',
): Promise<Uint8Array<ArrayBuffer>> {
  const pixels = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) pixels.data.set([...paint(i % width, Math.floor(i / width)), 255], 4 * i);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  const blob = await canvas.convertToBlob({ type, quality: 0.95 });
  return new Uint8Array(await blob.arrayBuffer());
}

/**
 * A true one-component JPEG, which no canvas writes: flat blocks of 8 × 8, `grey(column, row)` each, coded by their mean alone.
 * Quantised by ones, so the greys come back exactly (ITU-T T.81).
 */
export function encodeGreyJpeg(
  columns: number,
  rows: number,
  grey: (column: number, row: number) => number,
): Uint8Array<ArrayBuffer> {
  const size = [...u16(rows * 8), ...u16(columns * 8)];
  const lengths = (at: number, count: number) => Array.from({ length: 16 }, (_, i) => (i === at ? count : 0));
  // Twelve categories of four bits each for the means; a single bit says that a block has nothing else.
  const means = [0, ...lengths(3, 12), ...Array.from({ length: 12 }, (_, i) => i)];
  const rest = [0x10, ...lengths(0, 1), 0];
  let bits = '';
  let last = 0;
  for (let block = 0; block < columns * rows; block++) {
    const mean = 8 * (grey(block % columns, Math.floor(block / columns)) - 128);
    bits += `${codeMean(mean - last)}0`;
    last = mean;
  }
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xdb, [0, ...new Array<number>(64).fill(1)]),
    ...segment(0xc0, [8, ...size, 1, 1, 0x11, 0]),
    ...segment(0xc4, means),
    ...segment(0xc4, rest),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...packBits(bits),
    ...[0xff, 0xd9],
  ]);
}

/** A difference as its category and its bits, negative ones less one. */
function codeMean(difference: number): string {
  const category = Math.abs(difference).toString(2).length * Number(difference !== 0);
  const value = difference < 0 ? difference + 2 ** category - 1 : difference;
  return category.toString(2).padStart(4, '0') + (category ? value.toString(2).padStart(category, '0') : '');
}

/** Bits as bytes, filled up with ones; FF is followed by 00. */
function packBits(bits: string): number[] {
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
  const bytes = (padded.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  return bytes.flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte]));
}

/** How a PNG of 16 bits is built; `sample` gives each component of each pixel. */
interface DeepPng {
  readonly width: number;
  readonly height: number;
  /** Grey, grey with alpha, RGB, RGBA. */
  readonly components: 1 | 2 | 3 | 4;
  readonly sample: (x: number, y: number, component: number) => number;
  readonly chunks?: readonly number[];
}

/** A PNG of 16 bits, which no canvas writes; its rows go through the five filters by turns. */
export function encodeDeepPng({ width, height, components, sample, chunks = [] }: DeepPng): Uint8Array<ArrayBuffer> {
  const row = (y: number) =>
    Array.from({ length: width * components }, (_, i) =>
      u16(sample(Math.floor(i / components), y, i % components)),
    ).flat();
  const rows: number[] = [];
  for (let y = 0; y < height; y++) rows.push(...filterRow(y % 5, row(y), y ? row(y - 1) : [], 2 * components));
  const head = [...u32(width), ...u32(height), 16, [0, 0, 4, 2, 6][components] as number, 0, 0, 0];
  const data = [...zlibSync(Uint8Array.from(rows))];
  const parts = [pngChunk('IHDR', head), chunks, pngChunk('IDAT', data), pngChunk('IEND', [])];
  return Uint8Array.from([0x89, ...ascii('PNG'), 13, 10, 26, 10, ...parts.flat()]);
}

/** A chunk of a PNG with its check sum. */
export function pngChunk(name: string, data: readonly number[]): number[] {
  const sealed = [...ascii(name), ...data];
  return [...u32(data.length), ...sealed, ...u32(crc32(Uint8Array.from(sealed)))];
}

function filterRow(filter: number, row: readonly number[], above: readonly number[], back: number): number[] {
  const paeth = (a: number, b: number, c: number) => {
    const distances = [a, b, c].map((value) => Math.abs(a + b - c - value));
    return [a, b, c][distances.indexOf(Math.min(...distances))] as number;
  };
  const foretell = (a: number, b: number, c: number) => [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter] as number;
  const bytes = row.map((byte, i) => byte - foretell(row[i - back] ?? 0, above[i] ?? 0, above[i - back] ?? 0));
  return [filter, ...bytes.map((byte) => byte & 255)];
}

/** The JPEG with an EXIF orientation put in front. */
export function withOrientation(jpeg: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return withSegment(jpeg, 0xe1, [...ascii('Exif'), 0, 0, ...tiff]);
}

/** The JPEG with a grey ICC profile of gamma 1.8 embedded, like Apple's 'Generic Gray Profile'. */
export function withGreyProfile(jpeg: Uint8Array): Uint8Array<ArrayBuffer> {
  return withSegment(jpeg, 0xe2, [...ascii('ICC_PROFILE'), 0, 1, 1, ...greyProfile(1.8)]);
}

function withSegment(jpeg: Uint8Array, marker: number, payload: readonly number[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([0xff, 0xd8, ...segment(marker, payload), ...jpeg.subarray(2)]);
}

function segment(marker: number, payload: readonly number[]): number[] {
  return [0xff, marker, ...u16(payload.length + 2), ...payload];
}

/** The smallest grey display profile: white point, and a tone curve that is one gamma (ICC.1:2001-04). */
function greyProfile(gamma: number): number[] {
  const header = new Array<number>(128).fill(0);
  const put = (offset: number, values: readonly number[]) =>
    values.forEach((value, i) => {
      header[offset + i] = value;
    });
  const whitePoint = [0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d];
  const curve = [...ascii('curv'), ...u32(0), ...u32(1), Math.floor(gamma), Math.round((gamma % 1) * 256), 0, 0];
  const description = [...ascii('desc'), ...u32(0), ...u32(5), ...ascii('grey'), 0, ...new Array<number>(79).fill(0)];
  const white = [...ascii('XYZ '), ...u32(0), ...whitePoint];
  const data = [...white, ...curve, ...description];
  const tagged: readonly (readonly [string, number, number])[] = [
    ['wtpt', 0, white.length],
    ['kTRC', white.length, 14],
    ['desc', white.length + curve.length, description.length],
  ];
  const base = 128 + 4 + 12 * tagged.length;
  const tags = tagged.flatMap(([name, offset, size]) => [...ascii(name), ...u32(base + offset), ...u32(size)]);
  put(0, u32(base + data.length));
  put(8, [2, 0x40, 0, 0]);
  put(12, [...ascii('mntr'), ...ascii('GRAY'), ...ascii('XYZ ')]);
  put(36, ascii('acsp'));
  put(68, whitePoint);
  return [...header, ...u32(tagged.length), ...tags, ...data];
}

function ascii(text: string): number[] {
  return [...text].map((char) => char.charCodeAt(0));
}

function u16(value: number): number[] {
  return [value >> 8, value & 255];
}

function u32(value: number): number[] {
  return [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];
}
