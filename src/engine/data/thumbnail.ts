import { AppError } from '../../core/base/errors.ts';
import { swapsSides } from '../../core/pixels/orientation.ts';
import { checkHeader } from '../decode/decode-film.ts';
import { RAW_PIXELS } from '../decode/decode-whole.ts';

/** A small picture of a film for the screen, longest side `size` px, never enlarged. Throws as `decodeFilm`. */
export async function makeThumbnail(bytes: Uint8Array<ArrayBuffer>, size: number): Promise<ImageBitmap> {
  const header = checkHeader(bytes);
  const turned = swapsSides(header.orientation);
  const [width, height] = turned ? [header.height, header.width] : [header.width, header.height];
  const scale = Math.min(1, size / Math.max(width, height));
  try {
    return await createImageBitmap(new Blob([bytes], { type: `image/${header.format}` }), {
      ...RAW_PIXELS,
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'high',
    });
  } catch (error) {
    throw new AppError('image-damaged', { width, height }, { cause: error });
  }
}
