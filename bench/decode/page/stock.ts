import type { DecodeSettings } from '../../../src/core/pixels/settings.ts';

/** The whole picture, drawn smaller: what a page does that knows no decoder but the browser's. */
export async function decodeByDrawing(film: Blob, { imageSize, interpolation }: DecodeSettings): Promise<ImageData> {
  const bitmap = await createImageBitmap(film, { colorSpaceConversion: 'none' });
  const context = square(imageSize);
  context.imageSmoothingEnabled = interpolation === 'antialiased';
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, imageSize, imageSize);
  bitmap.close();
  return context.getImageData(0, 0, imageSize, imageSize);
}

/** The same with the browser's own resize. */
export async function decodeByResizing(film: Blob, { imageSize, interpolation }: DecodeSettings): Promise<ImageData> {
  const bitmap = await createImageBitmap(film, {
    colorSpaceConversion: 'none',
    resizeWidth: imageSize,
    resizeHeight: imageSize,
    resizeQuality: interpolation === 'antialiased' ? 'high' : 'pixelated',
  });
  const context = square(imageSize);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, imageSize, imageSize);
}

const contexts = new Map<number, OffscreenCanvasRenderingContext2D>();

/** One canvas in memory for all films of a size, as fast as a page can have it. */
function square(size: number): OffscreenCanvasRenderingContext2D {
  const known = contexts.get(size);
  if (known) return known;
  const made = new OffscreenCanvas(size, size).getContext('2d', { willReadFrequently: true, alpha: false });
  if (!made) throw new Error('no canvas');
  contexts.set(size, made);
  return made;
}
