import { AppError } from '../../core/base/errors.ts';
import { crc32 } from '../../core/pixels/crc32.ts';
import { beginsLikeImage, isDicom, readHeader } from '../../core/pixels/header.ts';
import type { Rgba } from '../../core/pixels/image.ts';
import type { ImageHeader } from '../../core/pixels/image-header.ts';
import { upright } from '../../core/pixels/orientation.ts';
import { pngChunks } from '../../core/pixels/png-header.ts';
import { decodeWhole } from './decode-whole.ts';
import { decodeDeepPng } from './deep-png.ts';
import type { PixelReader } from './pixel-reader.ts';

/** Larger pictures are refused by their header: decoding them would take the tab's memory. */
const LARGEST = { side: 16_384, pixels: 100e6 } as const;

/** A film's file whose header says that it may be decoded. */
export interface OpenedFilm {
  readonly header: ImageHeader;
  /** The file with its EXIF orientation set to upright: browsers turn some of their pictures by it and not others, so none may. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Decodes what no browser does, or not to its full depth; null where the browser is asked. */
  readonly decode: ((reader: PixelReader) => Promise<Rgba>) | null;
}

/**
 * Reads the header of a film's file. Throws `file-empty`, `not-an-image`, `image-too-large`, `image-damaged`, and for DICOM
 * `dicom-no-pixels`, `dicom-not-radiograph`, `dicom-frames`, `dicom-unsupported`; nothing is decoded before.
 */
export async function openFilm(bytes: Uint8Array<ArrayBuffer>): Promise<OpenedFilm> {
  if (bytes.length === 0) throw new AppError('file-empty');
  if (isDicom(bytes)) {
    // Loaded with the first DICOM film: most sets have none.
    const { openDicom } = await import('./dicom/decode-dicom.ts');
    const { header, read } = openDicom(bytes);
    return { header: checked(header), bytes, decode: read };
  }
  const header = readHeader(bytes);
  if (!header) throw new AppError(beginsLikeImage(bytes) ? 'image-damaged' : 'not-an-image');
  const isDeep = checked(header).format === 'png' && header.bitDepth === 16;
  const turned = withoutOrientation(bytes, header);
  return { header, bytes: turned, decode: isDeep ? () => decodeDeepPng(bytes, header) : null };
}

/** All pixels of a film, upright. Throws as `openFilm`. */
export async function readWhole(film: OpenedFilm, reader: PixelReader): Promise<Rgba> {
  const { header, bytes, decode } = film;
  return uprightOrDamaged(header, decode ? decode(reader) : decodeWhole(bytes, header, reader));
}

/** What a decoder gives, turned upright; its failure is a damaged film. */
export async function uprightOrDamaged(header: ImageHeader, decoding: Promise<Rgba>): Promise<Rgba> {
  try {
    return upright(await decoding, header.orientation);
  } catch (error) {
    const { width, height } = header;
    throw error instanceof AppError ? error : new AppError('image-damaged', { width, height }, { cause: error });
  }
}

function checked(header: ImageHeader): ImageHeader {
  const { width, height, complete } = header;
  if (width > LARGEST.side || height > LARGEST.side || width * height > LARGEST.pixels) {
    throw new AppError('image-too-large', { width, height });
  }
  if (!complete || !(width > 0 && height > 0)) throw new AppError('image-damaged', { width, height });
  return header;
}

/** The file with its EXIF orientation written over by 1; of its two bytes the one that is not 0 holds the value. */
function withoutOrientation(bytes: Uint8Array<ArrayBuffer>, header: ImageHeader): Uint8Array<ArrayBuffer> {
  const { orientation, orientationAt } = header;
  if (orientationAt === null || orientation === 1) return bytes;
  const copy = bytes.slice();
  const lowByte = copy[orientationAt] === 0 ? orientationAt + 1 : orientationAt;
  copy[lowByte] = 1;
  if (header.format === 'png') sealExif(copy);
  return copy;
}

/** Writes the check sum of a PNG's EXIF chunk anew. */
function sealExif(png: Uint8Array): void {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (const { name, offset, length } of pngChunks(view)) {
    if (name === 'eXIf') view.setUint32(offset + length, crc32(png.subarray(offset - 4, offset + length)));
  }
}
