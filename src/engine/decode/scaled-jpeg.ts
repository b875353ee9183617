import type { Rgba } from '../../core/pixels/image.ts';
import type { ImageHeader } from '../../core/pixels/image-header.ts';
import { type ScaledSize, smallestCover } from '../../core/pixels/scaled-size.ts';
import { withJpegFrame } from './jpeg-frame.ts';
import type { PixelReader } from './pixel-reader.ts';

/** Whether the browser's JPEG decoder can be asked for a smaller picture. */
export function canDecodeScaled({ format }: ImageHeader): boolean {
  return format === 'jpeg' && 'ImageDecoder' in globalThis;
}

/**
 * A JPEG decoded at the smallest n/8 of its size that covers a square of `target`: the decoder skips detail that nobody will
 * see. A browser that gives less than that is a failure, never a smaller film.
 */
export async function decodeScaled(
  bytes: Uint8Array<ArrayBuffer>,
  { width, height }: ImageHeader,
  target: number,
  reader: PixelReader,
): Promise<Rgba> {
  const wanted = smallestCover(width, height, target);
  const wished = wanted.eighths < 8 ? { desiredWidth: wanted.width, desiredHeight: wanted.height } : {};
  return withJpegFrame(bytes, wished, (frame) => readChecked(frame, wanted, reader));
}

async function readChecked(image: VideoFrame, wanted: ScaledSize, reader: PixelReader): Promise<Rgba> {
  if (image.displayWidth < wanted.width || image.displayHeight < wanted.height) {
    throw new RangeError(
      `${image.displayWidth} × ${image.displayHeight} in place of ${wanted.width} × ${wanted.height}`,
    );
  }
  return reader.read(image);
}
