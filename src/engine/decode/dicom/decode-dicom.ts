import { type DataSet, parseDicom } from 'dicom-parser';
import { Inflate } from 'fflate';
import { AppError } from '../../../core/base/errors.ts';
import { toGreyLevels } from '../../../core/pixels/grey-levels.ts';
import { isBareDicom } from '../../../core/pixels/header.ts';
import type { Rgba } from '../../../core/pixels/image.ts';
import { type ImageHeader, PLAIN } from '../../../core/pixels/image-header.ts';
import type { PixelReader } from '../pixel-reader.ts';
import { type DicomHeader, readDicomHeader } from './dicom-header.ts';
import { readSamples } from './read-samples.ts';
import type { Samples } from './samples.ts';

/** A DICOM file whose header was read; its pixels wait. */
export interface OpenedDicom {
  readonly header: ImageHeader;
  /** The picture right way round in grey or colour of 8 bits. Throws `dicom-unsupported` and `image-damaged`. */
  read(reader: PixelReader): Promise<Rgba>;
}

/** Bytes before the meta group, the letters DICM included. */
const PREAMBLE = 132;

/** Bytes that a deflated file may grow to. */
const LARGEST_INFLATED = 512 * 1024 * 1024;

/**
 * Reads a DICOM file's header. Throws as `readDicomHeader` and `image-damaged`; no error carries anything of the file,
 * whose header names the patient.
 */
export function openDicom(bytes: Uint8Array<ArrayBuffer>): OpenedDicom {
  const data = parse(bytes);
  const found = readSafely(() => readDicomHeader(data));
  const { width, height, components, grey } = found;
  const header = {
    ...PLAIN,
    format: 'dicom',
    width,
    height,
    components,
    bitDepth: grey.bitsStored,
    complete: true,
  } as const;
  return { header, read: (reader) => readPicture(data, found, reader) };
}

function parse(bytes: Uint8Array): DataSet {
  const whole = isBareDicom(bytes) ? withPreamble(bytes) : bytes;
  return readSafely(() => parseDicom(whole, { inflater: inflateBehind }));
}

function withPreamble(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(PREAMBLE + bytes.length);
  whole.set(new TextEncoder().encode('DICM'), PREAMBLE - 4);
  whole.set(bytes, PREAMBLE);
  return whole;
}

/** What the parser throws holds the whole file: only our own codes may leave. */
function readSafely<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('image-damaged');
  }
}

/** The file with everything behind `position` inflated; ends with an error when that grows beyond all films. */
function inflateBehind(bytes: Uint8Array, position: number): Uint8Array {
  const parts: Uint8Array[] = [bytes.slice(0, position)];
  let size = position;
  const inflate = new Inflate((part) => {
    size += part.length;
    if (size > LARGEST_INFLATED) throw new AppError('image-too-large');
    parts.push(part);
  });
  for (let at = position; at < bytes.length; at += 65_536)
    inflate.push(bytes.subarray(at, at + 65_536), at + 65_536 >= bytes.length);
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function readPicture(data: DataSet, header: DicomHeader, reader: PixelReader): Promise<Rgba> {
  try {
    const samples = await readSamples(data, header, reader);
    const { width, height } = header;
    if (samples.values.length < width * height * header.components) throw new RangeError('pixels are missing');
    const pixels = header.components === 1 ? toGrey(samples, header) : toColour(samples, header);
    return { width, height, data: pixels, blueFirst: false };
  } catch (error) {
    const { width, height } = header;
    throw error instanceof AppError ? error : new AppError('image-damaged', { width, height });
  }
}

function toGrey({ values }: Samples, { width, height, grey, photometric }: DicomHeader): Uint8Array {
  if (!/^MONOCHROME[12]$/.test(photometric)) throw new AppError('dicom-unsupported', { photometric });
  const levels = toGreyLevels(values.subarray(0, width * height), grey);
  const words = new Uint32Array(levels.length);
  for (let i = 0; i < words.length; i++) words[i] = 0xff000000 | ((levels[i] as number) * 0x010101);
  return new Uint8Array(words.buffer);
}

function toColour({ values, isRgb }: Samples, { width, height, photometric }: DicomHeader): Uint8Array {
  const convert = isRgb || photometric === 'RGB' ? asRgb : photometric === 'YBR_FULL' ? fromYbr : null;
  if (!convert) throw new AppError('dicom-unsupported', { photometric });
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) {
    pixels.set(convert(values[3 * i] as number, values[3 * i + 1] as number, values[3 * i + 2] as number), 4 * i);
  }
  return new Uint8Array(pixels.buffer);
}

function asRgb(red: number, green: number, blue: number): readonly number[] {
  return [red, green, blue];
}

/** PS3.3 C.7.6.3.1.2, which is ITU-R BT.601 at full range. */
function fromYbr(luma: number, blue: number, red: number): readonly number[] {
  const [b, r] = [blue - 128, red - 128];
  return [luma + 1.402 * r, luma - 0.344136 * b - 0.714136 * r, luma + 1.772 * b];
}
