import { type Affine, affineOf } from '../../core/augment/transform.ts';
import { makeContext } from '../decode/pixel-reader.ts';
import type { FilmStack, Sampler } from './augment.ts';

/** Pixels of a sheet at most: 16 MB. Larger batches take several sheets. */
const SHEET_PIXELS = 4 * 1024 * 1024;

/** Where the films of one sheet lie. */
interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Side of a film. */
  readonly size: number;
  /** Repeated edge pixels around each film, enough for what the transforms look at outside it. */
  readonly padding: number;
}

/** The sampler on a canvas in memory: the films lie on a sheet with their edges repeated, are drawn tile by tile and read back at once. */
export function makeCanvasSampler(): Sampler | null {
  const source = makeContext(1, 1);
  const target = makeContext(1, 1);
  if (!source || !target) return null;
  return (films, transforms) => {
    const affines = transforms.map(affineOf);
    const filmBytes = films.size * films.size * films.channels;
    const padding = paddingFor(affines, films.size);
    const perSheet = Math.max(1, Math.floor(SHEET_PIXELS / (films.size + 2 * padding) ** 2));
    const out = new Uint8Array(films.data.length);
    for (let first = 0; first < transforms.length; first += perSheet) {
      const part = affines.slice(first, first + perSheet);
      const grid = gridFor(part.length, films.size, padding);
      const place = (of: Uint8Array<ArrayBuffer>) => of.subarray(first * filmBytes, (first + part.length) * filmBytes);
      layTiles(source, { ...films, data: place(films.data) }, grid);
      drawTiles(source, target, part, grid);
      readTiles(target, { ...films, data: place(out) }, grid);
    }
    return out;
  };
}

/** Pixels beyond the edge that the transforms look at, and one for the interpolation. */
function paddingFor(affines: readonly Affine[], size: number): number {
  const reach = Math.max(
    1,
    ...affines.flatMap(({ xx, xy, yx, yy, dx, dy }) => [
      Math.abs(xx) + Math.abs(xy) + 2 * Math.abs(dx),
      Math.abs(yx) + Math.abs(yy) + 2 * Math.abs(dy),
    ]),
  );
  return Math.ceil(((reach - 1) * size) / 2) + 2;
}

function gridFor(films: number, size: number, padding: number): Grid {
  const columns = Math.ceil(Math.sqrt(films));
  return { columns, rows: Math.ceil(films / columns), size, padding };
}

/** Puts the films on the source sheet, each with its edges repeated. */
function layTiles(source: OffscreenCanvasRenderingContext2D, { data, channels }: FilmStack, grid: Grid): void {
  const { size, padding } = grid;
  const tile = size + 2 * padding;
  const sheet = new ImageData(grid.columns * tile, grid.rows * tile);
  const pixels = new Uint32Array(sheet.data.buffer);
  const films = data.length / (size * size * channels);
  for (let film = 0; film < films; film++) {
    const corner = Math.floor(film / grid.columns) * tile * sheet.width + (film % grid.columns) * tile;
    for (let y = 0; y < tile; y++) {
      const row = (film * size + clamp(y - padding, size)) * size;
      const to = corner + y * sheet.width;
      for (let x = 0; x < tile; x++) pixels[to + x] = pixelAt(data, row + clamp(x - padding, size), channels);
    }
  }
  resize(source.canvas, sheet.width, sheet.height);
  source.putImageData(sheet, 0, 0);
}

function drawTiles(
  source: OffscreenCanvasRenderingContext2D,
  target: OffscreenCanvasRenderingContext2D,
  affines: readonly Affine[],
  grid: Grid,
): void {
  const { size, padding, columns } = grid;
  const tile = size + 2 * padding;
  resize(target.canvas, columns * size, grid.rows * size);
  target.imageSmoothingEnabled = true;
  target.imageSmoothingQuality = 'low';
  affines.forEach((affine, film) => {
    const [column, row] = [film % columns, Math.floor(film / columns)];
    target.save();
    target.beginPath();
    target.rect(column * size, row * size, size, size);
    target.clip();
    setAffine(target, affine, (column + 0.5) * size, (row + 0.5) * size);
    // What the affine looks at in the middle goes to the middle.
    target.translate(-affine.dx * size, -affine.dy * size);
    target.drawImage(source.canvas, column * tile, row * tile, tile, tile, -tile / 2, -tile / 2, tile, tile);
    target.restore();
  });
}

/** A canvas wants the map from input to output: the inverse, about the tile's centre. */
function setAffine(target: OffscreenCanvasRenderingContext2D, { xx, xy, yx, yy }: Affine, x: number, y: number): void {
  const determinant = xx * yy - xy * yx;
  target.setTransform(yy / determinant, -yx / determinant, -xy / determinant, xx / determinant, x, y);
}

function readTiles(target: OffscreenCanvasRenderingContext2D, { data, channels }: FilmStack, grid: Grid): void {
  const { size, columns } = grid;
  const sheet = target.getImageData(0, 0, columns * size, grid.rows * size);
  const films = data.length / (size * size * channels);
  let to = 0;
  for (let film = 0; film < films; film++) {
    const corner = Math.floor(film / columns) * size * sheet.width + (film % columns) * size;
    for (let y = 0; y < size; y++) {
      let from = 4 * (corner + y * sheet.width);
      for (let x = 0; x < size; x++, from += 4) {
        for (let c = 0; c < channels; c++) data[to++] = sheet.data[from + c] as number;
      }
    }
  }
}

/** One pixel as the 32 bits of an opaque RGBA. */
function pixelAt(data: Uint8Array, pixel: number, channels: 1 | 3): number {
  const at = pixel * channels;
  const red = data[at] as number;
  const green = channels === 3 ? (data[at + 1] as number) : red;
  const blue = channels === 3 ? (data[at + 2] as number) : red;
  return (0xff << 24) | (blue << 16) | (green << 8) | red;
}

function clamp(value: number, size: number): number {
  return value < 0 ? 0 : value >= size ? size - 1 : value;
}

function resize(canvas: OffscreenCanvas, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
