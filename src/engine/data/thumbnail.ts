import { AppError } from '../../core/base/errors.ts';
import type { FilmFacts } from '../../core/dataset/facts.ts';
import { swapsSides } from '../../core/pixels/orientation.ts';
import { RAW_PIXELS } from '../decode/decode-whole.ts';
import { type OpenedFilm, openFilm, readWhole } from '../decode/open-film.ts';
import { probePixelAccess } from '../decode/trust.ts';
import type { PixelStore } from '../pixel-store.ts';

/** A small picture of a film for the screen, longest side `size` px, never enlarged. Throws as `decodeFilm`. */
export async function makeThumbnail(bytes: Uint8Array<ArrayBuffer>, size: number): Promise<ImageBitmap> {
  const film = await openFilm(bytes);
  const { header } = film;
  const turned = swapsSides(header.orientation);
  const [width, height] = turned ? [header.height, header.width] : [header.width, header.height];
  const scale = Math.min(1, size / Math.max(width, height));
  try {
    return await createImageBitmap(await sourceOf(film, bytes), {
      ...RAW_PIXELS,
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'high',
    });
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('image-damaged', { width, height }, { cause: error });
  }
}

/** The film of `sample` as it was decoded, in the shape that its file has: what is left to show when the file is not open. */
export async function storedThumbnail(
  store: PixelStore,
  facts: Pick<FilmFacts, 'width' | 'height'>,
  sample: number,
): Promise<ImageBitmap> {
  const { channels } = store;
  const side = store.settings.imageSize;
  const film = store.film(sample);
  const image = new ImageData(side, side);
  for (let i = 0; i < side * side; i++) {
    for (let channel = 0; channel < 3; channel++) {
      image.data[4 * i + channel] = film[channels * i + (channels === 3 ? channel : 0)] as number;
    }
    image.data[4 * i + 3] = 255;
  }
  const [width, height] = [facts.width[sample] || side, facts.height[sample] || side];
  const scale = side / Math.max(width, height);
  return createImageBitmap(image, {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: 'high',
  });
}

/** The file itself where the browser shows it right, as for every JPEG; else its pixels. */
async function sourceOf(film: OpenedFilm, bytes: Uint8Array<ArrayBuffer>): Promise<Blob | ImageData> {
  const { format, orientation } = film.header;
  const isShown = film.decode === null && (format === 'jpeg' || orientation === 1);
  if (isShown) return new Blob([bytes], { type: `image/${format}` });
  const { reader } = await probePixelAccess();
  const { width, height, data, blueFirst } = await readWhole(film, reader);
  const pixels = new Uint8ClampedArray(data);
  if (blueFirst)
    for (let i = 0; i < pixels.length; i += 4)
      [pixels[i], pixels[i + 2]] = [pixels[i + 2] as number, pixels[i] as number];
  return new ImageData(pixels, width, height);
}
