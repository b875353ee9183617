import type { Rgba } from '../../core/pixels/image.ts';
import type { ImageHeader } from '../../core/pixels/image-header.ts';
import { upright } from '../../core/pixels/orientation.ts';
import { smallestCover } from '../../core/pixels/scaled-size.ts';
import type { PixelReader } from './pixel-reader.ts';

/** Whether the browser's JPEG decoder can be asked for a smaller picture. */
export function canDecodeScaled({ format }: ImageHeader): boolean {
  return format === 'jpeg' && 'ImageDecoder' in globalThis;
}

/**
 * A JPEG decoded at the smallest n/8 of its size that covers `target` on both sides, upright: the decoder skips the detail
 * that nobody will see. A browser that gives another size than asked for is a failure, never a smaller film.
 */
export async function decodeScaled(
  bytes: Uint8Array<ArrayBuffer>,
  { width, height, orientation }: ImageHeader,
  target: number,
  reader: PixelReader,
): Promise<Rgba> {
  const cover = smallestCover(width, height, target);
  const decoder = new ImageDecoder({
    data: bytes,
    type: 'image/jpeg',
    colorSpaceConversion: 'none',
    ...(cover.eighths < 8 ? { desiredWidth: cover.width, desiredHeight: cover.height } : {}),
  });
  try {
    const { image } = await decoder.decode();
    try {
      if (image.displayWidth < Math.min(width, target) || image.displayHeight < Math.min(height, target)) {
        throw new RangeError(`asked for ${cover.width} × ${cover.height}`);
      }
      return upright(await reader.read(image), orientation);
    } finally {
      image.close();
    }
  } finally {
    decoder.close();
  }
}
