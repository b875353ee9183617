import { type FilmLook, lookAt } from '../../core/dataset/film-look.ts';
import { isGrey, swapRedAndBlue } from '../../core/pixels/grey.ts';
import { Image, type Rgba } from '../../core/pixels/image.ts';
import type { FileFacts, ImageHeader } from '../../core/pixels/image-header.ts';
import { resizeAntialiased, resizeNearest } from '../../core/pixels/resize.ts';
import type { DecodeSettings } from '../../core/pixels/settings.ts';
import { decodeWhole } from './decode-whole.ts';
import { takeBack } from './lent-bytes.ts';
import { type OpenedFilm, openFilm, readWhole, uprightOrDamaged } from './open-film.ts';
import { decodePickedRows } from './picked-rows.ts';
import type { PixelReader } from './pixel-reader.ts';
import { canDecodeScaled, decodeScaled } from './scaled-jpeg.ts';

/**
 * A film's file as the square that is stored: 1 channel when every pixel is grey, else 3. The bytes may be moved to a decoder
 * and be empty afterwards. Throws as `openFilm`.
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
  const film = await openFilm(bytes);
  const picture = await decodePixels(film, settings, reader);
  const told = { image: toSquare(picture, settings), facts: factsOf(film.header), look: lookAt(picture) };
  takeBack(picture.data);
  return told;
}

function factsOf({ orientation: _turn, orientationAt: _at, complete: _whole, ...facts }: ImageHeader): FileFacts {
  return facts;
}

/** All pixels that the square needs, upright. */
function decodePixels(film: OpenedFilm, settings: DecodeSettings, reader: PixelReader): Promise<Rgba> {
  if (film.decode) return readWhole(film, reader);
  const { header, bytes } = film;
  return uprightOrDamaged(header, decoderFor(header, settings)(bytes, header, settings.imageSize, reader));
}

function decoderFor(header: ImageHeader, { interpolation }: DecodeSettings): typeof decodePickedRows {
  if (interpolation === 'nearest') return decodePickedRows;
  if (canDecodeScaled(header)) return decodeScaled;
  return (bytes, _header, _size, reader) => decodeWhole(bytes, header, reader);
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
