import { AppError } from '../../core/base/errors.ts';
import { type FilmLook, lookAt } from '../../core/dataset/film-look.ts';
import { isGrey, swapRedAndBlue } from '../../core/pixels/grey.ts';
import { beginsLikeImage, readHeader } from '../../core/pixels/header.ts';
import { Image, type Rgba } from '../../core/pixels/image.ts';
import type { FileFacts, ImageHeader } from '../../core/pixels/image-header.ts';
import { upright } from '../../core/pixels/orientation.ts';
import { resizeAntialiased, resizeNearest } from '../../core/pixels/resize.ts';
import type { DecodeSettings } from '../../core/pixels/settings.ts';
import { decodeWhole } from './decode-whole.ts';
import { decodePickedRows } from './picked-rows.ts';
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
  return (await decodeWithFacts(bytes, settings, reader)).image;
}

/** As `decodeFilm`, and what the file says of itself and how its film looks. */
export async function decodeWithFacts(
  bytes: Uint8Array<ArrayBuffer>,
  settings: DecodeSettings,
  reader: PixelReader,
): Promise<{ image: Image; facts: FileFacts; look: FilmLook }> {
  const header = checkHeader(bytes);
  const picture = await decodePixels(bytes, header, settings, reader);
  return { image: toSquare(picture, settings), facts: factsOf(header), look: lookAt(picture) };
}

function factsOf({ orientation: _turn, orientationAt: _at, complete: _whole, ...facts }: ImageHeader): FileFacts {
  return facts;
}

/** The header of a film that may be decoded. Throws as `decodeFilm`. */
export function checkHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.length === 0) throw new AppError('file-empty');
  const header = readHeader(bytes);
  if (!header) throw new AppError(beginsLikeImage(bytes) ? 'image-damaged' : 'not-an-image');
  const { width, height, complete } = header;
  if (width > LARGEST.side || height > LARGEST.side || width * height > LARGEST.pixels) {
    throw new AppError('image-too-large', { width, height });
  }
  if (!complete) throw new AppError('image-damaged', { width, height });
  return header;
}

/** All pixels that the square needs, upright: browsers turn some of their pictures by EXIF and not others, so none may. */
async function decodePixels(
  bytes: Uint8Array<ArrayBuffer>,
  header: ImageHeader,
  settings: DecodeSettings,
  reader: PixelReader,
): Promise<Rgba> {
  const { width, height, orientation } = header;
  const decode = decoderFor(header, settings);
  try {
    const picture = await decode(withoutOrientation(bytes, header), header, settings.imageSize, reader);
    return upright(picture, orientation);
  } catch (error) {
    throw new AppError('image-damaged', { width, height }, { cause: error });
  }
}

function decoderFor(header: ImageHeader, { interpolation }: DecodeSettings): typeof decodePickedRows {
  if (interpolation === 'nearest') return decodePickedRows;
  if (canDecodeScaled(header)) return decodeScaled;
  return (bytes, _header, _size, reader) => decodeWhole(bytes, header, reader);
}

/** The file with its EXIF orientation written over by 1; of its two bytes the one that is not 0 holds the value. */
function withoutOrientation(
  bytes: Uint8Array<ArrayBuffer>,
  { orientation, orientationAt }: ImageHeader,
): Uint8Array<ArrayBuffer> {
  if (orientationAt === null || orientation === 1) return bytes;
  const copy = bytes.slice();
  const lowByte = copy[orientationAt] === 0 ? orientationAt + 1 : orientationAt;
  copy[lowByte] = 1;
  return copy;
}

function toSquare(picture: Rgba, settings: DecodeSettings): Image {
  const { imageSize } = settings;
  const { channels, data } =
    settings.interpolation === 'nearest' ? pick(picture, imageSize) : average(picture, imageSize);
  return new Image(imageSize, imageSize, channels, channels === 3 && picture.blueFirst ? swapRedAndBlue(data) : data);
}

interface SquarePixels {
  readonly channels: 1 | 3;
  readonly data: Uint8Array<ArrayBuffer>;
}

function pick(picture: Rgba, size: number): SquarePixels {
  const data = resizeNearest({ ...picture, stride: 4, channels: 3 }, size);
  return isGrey(data, 3) ? { channels: 1, data: data.filter((_, i) => i % 3 === 0) } : { channels: 3, data };
}

function average(picture: Rgba, size: number): SquarePixels {
  const channels = isGrey(picture.data, 4) ? 1 : 3;
  return { channels, data: resizeAntialiased({ ...picture, stride: 4, channels }, size) };
}
