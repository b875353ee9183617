import { makeCanvasReader, makeFrameReader, type PixelReader } from './pixel-reader.ts';

/** How this browser's pixels are read, and whether its canvases give back what was drawn. */
export interface PixelAccess {
  readonly reader: PixelReader;
  readonly canvasTrusted: boolean;
}

const PROBE_SIDE = 16;

/**
 * Finds out by a round trip whether canvas reads are true: privacy browsers add noise to them, and a film with noise trains
 * and predicts wrongly without a word. Where they are not, WebCodecs reads the pixels if it can: it
 * is left alone by them.
 */
export async function probePixelAccess(
  canvas: PixelReader | null = makeCanvasReader(),
  frames: PixelReader | null = makeFrameReader(),
): Promise<PixelAccess> {
  const canvasTrusted = canvas !== null && (await readsTruly(canvas));
  const framesTrusted = frames !== null && (await readsTruly(frames));
  const reader = framesTrusted && !canvasTrusted ? frames : (canvas ?? frames);
  if (!reader) throw new Error('this browser has neither OffscreenCanvas nor WebCodecs');
  return { reader, canvasTrusted };
}

async function readsTruly(reader: PixelReader): Promise<boolean> {
  const pattern = probePattern();
  const options: ImageBitmapOptions = { colorSpaceConversion: 'none', premultiplyAlpha: 'none' };
  const bitmap = await createImageBitmap(new ImageData(pattern, PROBE_SIDE), options);
  try {
    const { data, blueFirst } = await reader.read(bitmap);
    const at = (i: number) => (blueFirst && i % 4 < 3 ? i + 2 - 2 * (i % 4) : i);
    return pattern.every((byte, i) => data[at(i)] === byte);
  } catch {
    return false;
  } finally {
    bitmap.close();
  }
}

/** Opaque pixels of many values and no two neighbours alike: noise shows wherever it is added. */
function probePattern(): Uint8ClampedArray<ArrayBuffer> {
  const pattern = new Uint8ClampedArray(PROBE_SIDE * PROBE_SIDE * 4);
  return pattern.map((_, i) => (i % 4 === 3 ? 255 : (i * 37 + (i >> 4) * 11) % 256));
}
