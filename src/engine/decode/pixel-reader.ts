import type { Rgba } from '../../core/pixels/image.ts';

/** Brings a decoded picture's pixels into memory. */
export interface PixelReader {
  read(picture: ImageBitmap | VideoFrame): Promise<Rgba>;
}

/** Pixels of a canvas that waits for the next picture; a larger one is given back, four bytes a pixel. */
const LARGEST_KEPT = 16 * 1024 * 1024;

/** Reads through a canvas that lives in memory; one canvas serves all pictures. Null where there is none. */
export function makeCanvasReader(): PixelReader | null {
  const context = makeContext(1, 1);
  if (!context) return null;
  const { canvas } = context;
  return {
    read: async (picture) => {
      const { width, height } = sizeOf(picture);
      if (canvas.width < width) canvas.width = width;
      if (canvas.height < height) canvas.height = height;
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      if (canvas.width * canvas.height > LARGEST_KEPT) canvas.width = canvas.height = 1;
      return { width, height, data, blueFirst: false };
    },
  };
}

/** Reads through WebCodecs, without any canvas: privacy browsers disturb canvases only. Null where there is none. */
export function makeFrameReader(): PixelReader | null {
  if (!('VideoFrame' in globalThis)) return null;
  return {
    read: async (picture) => {
      const frame = picture instanceof VideoFrame ? picture : new VideoFrame(picture, { timestamp: 0 });
      try {
        return await copyFrame(frame);
      } finally {
        if (frame !== picture) frame.close();
      }
    },
  };
}

/** Formats of one plane with colour bytes first, which are copied as they are; others are converted. */
const PACKED = ['RGBA', 'RGBX', 'BGRA', 'BGRX'];

async function copyFrame(frame: VideoFrame): Promise<Rgba> {
  const { width, height } = sizeOf(frame);
  const format = frame.format !== null && PACKED.includes(frame.format) ? frame.format : 'RGBA';
  const data = new Uint8Array(width * height * 4);
  await frame.copyTo(data, {
    layout: [{ offset: 0, stride: width * 4 }],
    ...(format === frame.format ? {} : { format }),
  });
  return { width, height, data, blueFirst: format.startsWith('B') };
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
