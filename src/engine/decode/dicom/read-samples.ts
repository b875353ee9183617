import type { DataSet } from 'dicom-parser';
import { AppError } from '../../../core/base/errors.ts';
import type { PixelReader } from '../pixel-reader.ts';
import { bytesOf, type DicomHeader } from './dicom-header.ts';
import { decodeLosslessJpeg } from './lossless-jpeg.ts';
import { unpackRle } from './rle.ts';
import type { Samples } from './samples.ts';
import { readStreamHeader } from './stream-header.ts';
import { type CodecName, decodeByCodec } from './wasm-codecs.ts';

/** Transfer syntaxes that are read (PS3.6 table A-1); the browser's own decoder serves JPEG of 8 bits. */
const PACKINGS: Readonly<Record<string, 'plain' | 'plain-big' | 'rle' | 'jpeg' | 'jpeg-lossless' | CodecName>> = {
  '1.2.840.10008.1.2': 'plain',
  '1.2.840.10008.1.2.1': 'plain',
  '1.2.840.10008.1.2.1.99': 'plain',
  '1.2.840.10008.1.2.2': 'plain-big',
  '1.2.840.10008.1.2.5': 'rle',
  '1.2.840.10008.1.2.4.50': 'jpeg',
  '1.2.840.10008.1.2.4.51': 'jpeg',
  '1.2.840.10008.1.2.4.57': 'jpeg-lossless',
  '1.2.840.10008.1.2.4.70': 'jpeg-lossless',
  '1.2.840.10008.1.2.4.80': 'jpeg-ls',
  '1.2.840.10008.1.2.4.81': 'jpeg-ls',
  '1.2.840.10008.1.2.4.90': 'jpeg-2000',
  '1.2.840.10008.1.2.4.91': 'jpeg-2000',
};

/** The stored values of the picture, pixel by pixel. Throws `dicom-unsupported`; anything else means damage. */
export async function readSamples(data: DataSet, header: DicomHeader, reader: PixelReader): Promise<Samples> {
  const packing = PACKINGS[header.syntax];
  if (!packing) throw new AppError('dicom-unsupported', { syntax: header.syntax });
  if (packing === 'plain' || packing === 'plain-big') return readPlain(data, header, packing === 'plain-big');
  const packed = joinFragments(data, header);
  if (packing === 'rle') return readRle(packed, header);
  checkStream(packed, header, packing);
  if (packing === 'jpeg') return readJpeg(packed, header, reader);
  return packing === 'jpeg-lossless' ? decodeLosslessJpeg(packed) : decodeByCodec(packing, packed);
}

function sizeOf({ width, height, components }: DicomHeader) {
  return { width, height, components };
}

function readPlain(data: DataSet, header: DicomHeader, big: boolean): Samples {
  const { bitsAllocated, pixels } = header;
  const count = header.width * header.height * header.components;
  const bytes = bytesOf(data).subarray(pixels.dataOffset, pixels.dataOffset + pixels.length);
  if (bytes.length < (count * bitsAllocated) / 8) throw new RangeError('pixels are missing');
  if (bitsAllocated === 8) {
    const single = big && pixels.vr === 'OW' ? swapPairs(bytes) : bytes;
    return { ...sizeOf(header), values: inPixels(single.subarray(0, count), header) };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Uint16Array(count);
  for (let i = 0; i < count; i++) values[i] = view.getUint16(2 * i, !big);
  return { ...sizeOf(header), values };
}

/** Bytes in words of 16 bits, each the other way round (PS3.5 D.2). */
function swapPairs(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes, (_, i) => bytes[i ^ 1] as number);
}

/** Planes of colour, red first, as pixels. */
function inPixels(bytes: Uint8Array, { components, planar }: DicomHeader): Uint8Array {
  if (components === 1 || !planar) return bytes;
  const plane = bytes.length / components;
  return Uint8Array.from(bytes, (_, i) => bytes[(i % components) * plane + Math.floor(i / components)] as number);
}

/** The fragments of the one frame, joined. */
function joinFragments(data: DataSet, { pixels }: DicomHeader): Uint8Array<ArrayBuffer> {
  const fragments = pixels.fragments ?? [];
  const packed = new Uint8Array(fragments.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const { position, length } of fragments) {
    packed.set(bytesOf(data).subarray(position, position + length), at);
    at += length;
  }
  if (packed.length === 0) throw new AppError('dicom-no-pixels');
  return packed;
}

function readRle(packed: Uint8Array, header: DicomHeader): Samples {
  const { width, height, components, bitsAllocated } = header;
  const pixels = width * height;
  const planes = unpackRle(packed, pixels, (components * bitsAllocated) / 8);
  if (bitsAllocated === 8) return { ...sizeOf(header), values: inPixels(planes, { ...header, planar: true }) };
  const values = new Uint16Array(pixels);
  for (let i = 0; i < pixels; i++) values[i] = ((planes[i] as number) << 8) | (planes[pixels + i] as number);
  return { ...sizeOf(header), values };
}

/** A packed picture of another size than the file states is refused before it is decoded: it may be of any size. */
function checkStream(packed: Uint8Array, header: DicomHeader, packing: string): void {
  const { width, height, components, bits } = readStreamHeader(packed);
  if (width !== header.width || height !== header.height || components !== header.components) {
    throw new RangeError('the picture is of another size than its header');
  }
  const most = packing === 'jpeg' ? 8 : header.bitsAllocated;
  const isUnread = bits > most || (packing === 'jpeg-ls' && components > 1);
  if (isUnread) throw new AppError('dicom-unsupported', { bits, components });
}

async function readJpeg(packed: Uint8Array<ArrayBuffer>, header: DicomHeader, reader: PixelReader): Promise<Samples> {
  const options: ImageBitmapOptions = { colorSpaceConversion: 'none', premultiplyAlpha: 'none' };
  const bitmap = await createImageBitmap(new Blob([packed], { type: 'image/jpeg' }), options);
  try {
    const { data, blueFirst } = await reader.read(bitmap);
    const { components } = header;
    const values = new Uint8Array(header.width * header.height * components);
    for (let i = 0; i < values.length; i++) {
      const colour = i % components;
      values[i] = data[4 * Math.floor(i / components) + (blueFirst ? 2 - colour : colour)] as number;
    }
    return { ...sizeOf(header), isRgb: true, values };
  } finally {
    bitmap.close();
  }
}
