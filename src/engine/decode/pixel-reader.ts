import type { Rgba } from '../../core/pixels/image.ts';
import { nearestPick } from '../../core/pixels/resize.ts';
import { lendBytes, takeBack } from './lent-bytes.ts';

/** Brings a decoded picture's pixels into memory. */
export interface PixelReader {
  /** All pixels; or only the rows that nearest neighbour picks for a square of `picked`, one under the other. */
  read(picture: ImageBitmap | VideoFrame, picked?: number): Promise<Rgba>;
}

/** Pixels of a canvas that waits for the next picture; a larger one is given back, four bytes a pixel. */
const LARGEST_KEPT = 4 * 1024 * 1024;

/** Reads through a canvas that lives in memory; one canvas serves all pictures. Null where there is none. */
export function makeCanvasReader(): PixelReader | null {
  const context = makeContext(1, 1);
  if (!context) return null;
  const { canvas } = context;
  return {
    read: async (picture, picked) => {
      const { width, height: whole } = sizeOf(picture);
      const height = picked ?? whole;
      if (canvas.width < width) canvas.width = width;
      if (canvas.height < height) canvas.height = height;
      // What is transparent in a picture shows black, and not the picture before it.
      context.clearRect(0, 0, width, height);
      if (picked === undefined) context.drawImage(picture, 0, 0);
      else drawRows(context, picture, nearestPick(whole, picked));
      const { data } = context.getImageData(0, 0, width, height);
      if (canvas.width * canvas.height > LARGEST_KEPT) canvas.width = canvas.height = 1;
      return { width, height, data, blueFirst: false };
    },
  };
}

function drawRows(
  context: OffscreenCanvasRenderingContext2D,
  picture: ImageBitmap | VideoFrame,
  rows: Int32Array,
): void {
  const { width } = sizeOf(picture);
  rows.forEach((row, y) => {
    context.drawImage(picture, 0, row, width, 1, 0, y, width, 1);
  });
}

/** Reads through WebCodecs, without any canvas: privacy browsers disturb canvases only. Null where there is none. */
export function makeFrameReader(): PixelReader | null {
  if (!('VideoFrame' in globalThis)) return null;
  return {
    read: async (picture, picked) => {
      const frame = picture instanceof VideoFrame ? picture : new VideoFrame(picture, { timestamp: 0 });
      try {
        return await (picked === undefined ? copyFrame(frame) : copyRows(frame, picked));
      } finally {
        if (frame !== picture) frame.close();
      }
    },
  };
}

/**
 * Bytes of a frame that are copied at once where only some of its rows are wanted. A call for each row would leave more behind
 * than the row itself takes, one for the whole frame needs its size a second time.
 */
const STRIP = 2 * 1024 * 1024;

/** Formats of one plane with colour bytes first, which are copied as they are; others are converted. */
const PACKED = ['RGBA', 'RGBX', 'BGRA', 'BGRX'];

function isPacked(frame: VideoFrame): frame is VideoFrame & { readonly format: VideoPixelFormat } {
  return frame.format !== null && PACKED.includes(frame.format);
}

async function copyFrame(frame: VideoFrame): Promise<Rgba> {
  const { width, height } = sizeOf(frame);
  const format = isPacked(frame) ? frame.format : 'RGBA';
  const data = new Uint8Array(width * height * 4);
  await frame.copyTo(data, {
    layout: [{ offset: 0, stride: width * 4 }],
    ...(format === frame.format ? {} : { format }),
  });
  return { width, height, data, blueFirst: format.startsWith('B') };
}

/** The rows of a frame that nearest neighbour picks for a square of `picked`, one under the other, in bytes that are lent. */
export async function copyRows(frame: VideoFrame, picked: number): Promise<Rgba> {
  const { width, height } = sizeOf(frame);
  const rows = nearestPick(height, picked);
  const stride = width * 4;
  const data = lendBytes(picked * stride);
  if (!isPacked(frame)) {
    const whole = await copyFrame(frame);
    rows.forEach((row, y) => {
      data.set(whole.data.subarray(row * stride, (row + 1) * stride), y * stride);
    });
    return { ...whole, height: picked, data };
  }
  await forEachStrip(frame, (strip, top, bottom) => {
    rows.forEach((row, y) => {
      if (row >= top && row < bottom)
        data.set(strip.subarray((row - top) * stride, (row - top + 1) * stride), y * stride);
    });
  });
  return { width, height: picked, data, blueFirst: frame.format.startsWith('B') };
}

/** Shows all pixels of a packed frame, strip by strip: the rows from `top` to below `bottom`, which are gone after the call. */
async function forEachStrip(
  frame: VideoFrame,
  show: (strip: Uint8Array, top: number, bottom: number) => void,
): Promise<void> {
  const { width, height } = sizeOf(frame);
  const stride = width * 4;
  const most = Math.min(height, Math.max(1, Math.floor(STRIP / stride)));
  const strip = lendBytes(most * stride);
  for (let top = 0; top < height; top += most) {
    const rect = { x: 0, y: top, width, height: Math.min(most, height - top) };
    await frame.copyTo(strip, { rect, layout: [{ offset: 0, stride }] });
    show(strip, top, top + rect.height);
  }
  takeBack(strip);
}

function sizeOf(picture: ImageBitmap | VideoFrame): { width: number; height: number } {
  if (picture instanceof ImageBitmap) return picture;
  return { width: picture.displayWidth, height: picture.displayHeight };
}

/** A 2D context in memory, not on the GPU: everything drawn is read back. Opaque, so that no pixel is rounded by its alpha. */
export function makeContext(width: number, height: number): OffscreenCanvasRenderingContext2D | null {
  if (!('OffscreenCanvas' in globalThis)) return null;
  return new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true, alpha: false });
}
