import type { Rgba } from './image.ts';

/** EXIF orientation: 1 upright; 2 to 8 as in the standard (6: the camera was turned, show it turned 90° clockwise). */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Whether showing the picture upright swaps its width and height. */
export function swapsSides(orientation: Orientation): boolean {
  return orientation >= 5;
}

/** The picture upright, by whole pixels. */
export function upright(picture: Rgba, orientation: Orientation): Rgba {
  if (orientation === 1) return picture;
  const [width, height] = swapsSides(orientation) ? [picture.height, picture.width] : [picture.width, picture.height];
  const from = asPixels(picture.data);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [sourceX, sourceY] = sourceOf(x, y, picture, orientation);
      to[y * width + x] = from[sourceY * picture.width + sourceX] as number;
    }
  }
  return { width, height, data: new Uint8Array(to.buffer), blueFirst: picture.blueFirst };
}

function sourceOf(x: number, y: number, { width, height }: Rgba, orientation: Orientation): [number, number] {
  const [right, bottom] = [width - 1, height - 1];
  switch (orientation) {
    case 1:
      return [x, y];
    case 2:
      return [right - x, y];
    case 3:
      return [right - x, bottom - y];
    case 4:
      return [x, bottom - y];
    case 5:
      return [y, x];
    case 6:
      return [y, bottom - x];
    case 7:
      return [right - y, bottom - x];
    case 8:
      return [right - y, x];
  }
}

function asPixels(data: Uint8Array | Uint8ClampedArray): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
}
