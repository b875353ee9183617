import { AppError } from '../../core/base/errors.ts';
import { isGrey } from '../../core/pixels/grey.ts';
import { readHeader } from '../../core/pixels/header.ts';
import { Image, type Rgba } from '../../core/pixels/image.ts';
import type { ImageHeader } from '../../core/pixels/image-header.ts';
import { resizeAntialiased, resizeNearest } from '../../core/pixels/resize.ts';
import type { DecodeSettings } from '../../core/pixels/settings.ts';
import { decodeWhole } from './decode-whole.ts';
import type { PixelReader } from './pixel-reader.ts';
import { canDecodeScaled, decodeScaled } from './scaled-jpeg.ts';

/** Larger pictures are refused by their header: decoding them would take the tab's memory. */
const LARGEST = { side: 16_384, pixels: 100e6 } as const;

/**
 * A film's file as the square that is stored: 1 channel when every pixel is grey, else 3.
 * Throws `file-empty`, `not-an-image`, `image-too-large` (both before decoding) and `image-damaged`.
 */
export async function decodeFilm(
  bytes: Uint8Array<ArrayBuffer>,
  settings: DecodeSettings,
  reader: PixelReader,
): Promise<Image> {
  const header = checkHeader(bytes);
  const picture = await decodePixels(bytes, header, settings, reader);
  return toSquare(picture, settings);
}

/** The header of a film that may be decoded. Throws as `decodeFilm`. */
export function checkHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.length === 0) throw new AppError('file-empty');
  const header = readHeader(bytes);
  if (!header) throw new AppError('not-an-image');
  const { width, height, complete } = header;
  if (width > LARGEST.side || height > LARGEST.side || width * height > LARGEST.pixels) {
    throw new AppError('image-too-large', { width, height });
  }
  if (!complete) throw new AppError('image-damaged', { width, height });
  return header;
}

async function decodePixels(
  bytes: Uint8Array<ArrayBuffer>,
  header: ImageHeader,
  { imageSize, interpolation }: DecodeSettings,
  reader: PixelReader,
): Promise<Rgba> {
  const { width, height } = header;
  try {
    return interpolation === 'antialiased' && canDecodeScaled(header)
      ? await decodeScaled(bytes, header, imageSize, reader)
      : await decodeWhole(bytes, header, reader);
  } catch (error) {
    throw new AppError('image-damaged', { width, height }, { cause: error });
  }
}

function toSquare({ width, height, data }: Rgba, { imageSize, interpolation }: DecodeSettings): Image {
  const resize = interpolation === 'nearest' ? resizeNearest : resizeAntialiased;
  const rgb = resize({ width, height, data, stride: 4, channels: 3 }, imageSize);
  if (!isGrey(rgb)) return new Image(imageSize, imageSize, 3, rgb);
  return new Image(
    imageSize,
    imageSize,
    1,
    rgb.filter((_, i) => i % 3 === 0),
  );
}
