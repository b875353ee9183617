import type { Rgba } from '../../core/pixels/image.ts';
import type { ImageHeader } from '../../core/pixels/image-header.ts';
import { decodeWhole } from './decode-whole.ts';
import { withJpegFrame } from './jpeg-frame.ts';
import { copyRows, type PixelReader } from './pixel-reader.ts';

/** A picture of at most this many times the square's rows is as quickly copied whole. */
const FEW = 4;

/**
 * The rows that nearest neighbour picks for a square of `size`, or the whole picture where that is as quick or it must be
 * turned: to copy all pixels of a full-size film out of the decoder takes as long as to decode them.
 */
export async function decodePickedRows(
  bytes: Uint8Array<ArrayBuffer>,
  header: ImageHeader,
  size: number,
  reader: PixelReader,
): Promise<Rgba> {
  if (header.orientation !== 1 || header.height <= FEW * size) return decodeWhole(bytes, header, reader);
  // Colour frames hold luma and chroma apart, and not every way to red, green and blue is the same to the last bit.
  const isGreyJpeg = header.format === 'jpeg' && header.components === 1;
  if (!isGreyJpeg || !('ImageDecoder' in globalThis)) return decodeWhole(bytes, header, reader, size);
  return withJpegFrame(bytes, {}, (frame) => copyRows(frame, size));
}
