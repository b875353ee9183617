import type { Rgba } from '../../core/pixels/image.ts';
import type { ImageHeader } from '../../core/pixels/image-header.ts';
import type { PixelReader } from './pixel-reader.ts';

/** Colours as they stand in the file: an embedded profile must not touch them. In chest_xray only the training normals have one. */
export const RAW_PIXELS: ImageBitmapOptions = { colorSpaceConversion: 'none', premultiplyAlpha: 'none' };

/** All pixels of a file, or the rows picked for a square of `picked`. */
export async function decodeWhole(
  bytes: Uint8Array<ArrayBuffer>,
  { format }: ImageHeader,
  reader: PixelReader,
  picked?: number,
): Promise<Rgba> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: `image/${format}` }), RAW_PIXELS);
  try {
    return await reader.read(bitmap, picked);
  } finally {
    bitmap.close();
  }
}
