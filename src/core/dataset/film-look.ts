import type { Rgba } from '../pixels/image.ts';
import { perceptualHash } from './perceptual-hash.ts';

/** Side of the grey copy that the hash is made from. */
const SIDE = 32;

/** Side of the copy that is kept. */
export const SMALL_SIDE = 16;

/** Pixels read along each side of a cell at most: a full-size film is sampled, which averages as well and costs nothing. */
const TAPS = 6;

/** Cells of the grid that count as border on each side: the outer tenth. */
const BORDER = 3;

/** How a film looks from afar. */
export interface FilmLook {
  /** Mean and standard deviation of the grey, 0 to 255. */
  readonly mean: number;
  readonly deviation: number;
  /** Mean of the outer tenth on each side less the mean of the middle quarter. */
  readonly borderContrast: number;
  readonly hash: readonly [number, number];
  /** Grey bytes, 16 × 16. */
  readonly small: Uint8Array<ArrayBuffer>;
}

/** Brightness, contrast and shape of a decoded picture, by the means of a grid of 32 × 32 cells. */
export function lookAt(picture: Rgba): FilmLook {
  const { grid, mean, deviation } = averageGrid(picture);
  return {
    mean,
    deviation,
    borderContrast: borderContrast(grid),
    hash: perceptualHash(grid),
    small: halve(grid),
  };
}

interface Averages {
  /** Mean luma of each cell, `[32, 32]`. */
  readonly grid: Float32Array;
  readonly mean: number;
  readonly deviation: number;
}

function averageGrid(picture: Rgba): Averages {
  const grid = new Float32Array(SIDE * SIDE);
  const total = { sum: 0, squares: 0, count: 0 };
  for (let row = 0; row < SIDE; row++) {
    const [top, bottom] = cellOf(row, picture.height);
    for (let column = 0; column < SIDE; column++) {
      const [left, right] = cellOf(column, picture.width);
      grid[row * SIDE + column] = averageCell(picture, [left, top, right, bottom], total);
    }
  }
  const mean = total.sum / total.count;
  return { grid, mean, deviation: Math.sqrt(Math.max(0, total.squares / total.count - mean * mean)) };
}

/** Pixels under a cell, one at least. */
function cellOf(cell: number, length: number): readonly [number, number] {
  const from = Math.floor((cell * length) / SIDE);
  return [from, Math.max(from + 1, Math.floor(((cell + 1) * length) / SIDE))];
}

function averageCell(
  { data, width, blueFirst }: Rgba,
  [left, top, right, bottom]: readonly [number, number, number, number],
  total: { sum: number; squares: number; count: number },
): number {
  const [stepX, stepY] = [Math.ceil((right - left) / TAPS), Math.ceil((bottom - top) / TAPS)];
  const [red, blue] = blueFirst ? [2, 0] : [0, 2];
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let y = top; y < bottom; y += stepY) {
    for (let x = left; x < right; x += stepX) {
      const at = 4 * (y * width + x);
      const [r, g, b] = [data[at + red] as number, data[at + 1] as number, data[at + blue] as number];
      // ITU-R 601, as `toLuma`.
      const grey = (r * 19595 + g * 38470 + b * 7471 + 0x8000) >> 16;
      sum += grey;
      squares += grey * grey;
      count++;
    }
  }
  total.sum += sum;
  total.squares += squares;
  total.count += count;
  return sum / count;
}

function borderContrast(grid: Float32Array): number {
  const isOuter = (i: number) => i < BORDER || i >= SIDE - BORDER;
  const isMiddle = (i: number) => i >= SIDE / 4 && i < (3 * SIDE) / 4;
  const outer = meanWhere(grid, (x, y) => isOuter(x) || isOuter(y));
  return outer - meanWhere(grid, (x, y) => isMiddle(x) && isMiddle(y));
}

function meanWhere(grid: Float32Array, isIn: (x: number, y: number) => boolean): number {
  let sum = 0;
  let count = 0;
  grid.forEach((value, i) => {
    if (!isIn(i % SIDE, Math.floor(i / SIDE))) return;
    sum += value;
    count++;
  });
  return sum / count;
}

function halve(grid: Float32Array): Uint8Array<ArrayBuffer> {
  const small = new Uint8Array(SMALL_SIDE * SMALL_SIDE);
  for (let i = 0; i < small.length; i++) {
    const at = 2 * SIDE * Math.floor(i / SMALL_SIDE) + 2 * (i % SMALL_SIDE);
    const sum = [0, 1, SIDE, SIDE + 1].reduce((all, offset) => all + (grid[at + offset] as number), 0);
    small[i] = Math.round(sum / 4);
  }
  return small;
}
