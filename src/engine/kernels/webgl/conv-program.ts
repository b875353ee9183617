import { divided, glslPixel } from './glsl.ts';

/** One axis of a convolution, forwards or backwards. */
export interface Axis {
  /** Source and result pixels along the axis. */
  readonly from: number;
  readonly to: number;
  readonly taps: number;
  readonly stride: number;
  /** Zero pixels before the first. */
  readonly pad: number;
  /** Backwards: the source is the gradient of the result. */
  readonly backwards: boolean;
}

/** What a convolution's shader is made from. */
export interface ConvShape {
  readonly y: Axis;
  readonly x: Axis;
  /** Channels of the source, and of the result in groups of four. */
  readonly channels: number;
  readonly groups: number;
  /** Image rows in a row of the source's texture. */
  readonly fold: number;
}

/** Result pixels that one fragment computes, each into its own render target. */
export interface Tile {
  readonly columns: number;
  readonly rows: number;
}

/** Fragments of the pass and its shader. */
export interface ConvProgram {
  readonly tile: Tile;
  readonly width: number;
  /** Fragments of one image. */
  readonly rows: number;
  readonly source: string;
}

/** No texture is larger. */
const MOST_ROWS = 2 ** 15;

/**
 * The convolution's shader. A fragment computes four channels of a tile of eight pixels: each texel of the image serves
 * up to three taps and each texel of the filter eight pixels, so that a texel read serves some 17 multiply-adds, where
 * the stock shaders come to two to four; texel reads are what these shaders wait for, on GPUs and in software alike.
 */
export function convProgram(shape: ConvShape, targets: number): ConvProgram {
  const key = `${targets} ${JSON.stringify(shape)}`;
  const program = programs.get(key) ?? makeProgram(shape, targets);
  programs.set(key, program);
  return program;
}

/** A text of some thousand characters takes longer to write than to draw. */
const programs = new Map<string, ConvProgram>();

function makeProgram(shape: ConvShape, targets: number): ConvProgram {
  const tiles = targets === 8 ? ['8x1', '4x2', '2x4', '1x8'] : ['4x1', '2x2', '1x4'];
  const all = tiles
    .map((text) => text.split('x').map(Number) as [number, number])
    .map(([columns, rows]) => ({ columns, rows }))
    .filter((tile) => !backwardsOff(shape.x, tile.columns) && !backwardsOff(shape.y, tile.rows));
  const best = all.reduce((a, b) => (cost(shape, b) < cost(shape, a) ? b : a));
  return {
    tile: best,
    width: tilesOf(shape.x, best.columns) * shape.groups,
    rows: tilesOf(shape.y, best.rows),
    source: shader(shape, best),
  };
}

/** Tiles along an axis. */
function tilesOf(axis: Axis, size: number): number {
  return Math.ceil(axis.to / size);
}

/** Backwards, a tile must begin at a whole source pixel. */
function backwardsOff(axis: Axis, size: number): boolean {
  return axis.backwards && size % axis.stride !== 0;
}

/** Source pixel of pixel `i` of a tile under tap `a`, from the tile's first one; null where no pixel is under the tap. */
function source(axis: Axis, i: number, a: number): number | null {
  if (!axis.backwards) return i * axis.stride + a - axis.pad;
  const at = (i + axis.pad - a) / axis.stride;
  return Number.isInteger(at) ? at : null;
}

function step(axis: Axis, size: number): number {
  return axis.backwards ? size / axis.stride : size * axis.stride;
}

function range(n: number): number[] {
  return [...Array(n).keys()];
}

function unique(values: (number | null)[]): number[] {
  return [...new Set(values.filter((value) => value !== null))].sort((a, b) => a - b);
}

/** Columns that the fragment reads of one source row. */
function columnsRead(shape: ConvShape, tile: Tile): number[] {
  return unique(range(tile.columns).flatMap((i) => range(shape.x.taps).map((b) => source(shape.x, i, b))));
}

/** Rows that a row of taps reads. */
function rowsRead(shape: ConvShape, tile: Tile, a: number): number[] {
  return unique(range(tile.rows).map((j) => source(shape.y, j, a)));
}

/** Texels read for four channels, over all tiles of an image. */
function cost(shape: ConvShape, tile: Tile): number {
  const pixels = range(shape.y.taps).reduce((sum, a) => sum + rowsRead(shape, tile, a).length, 0);
  const texels = pixels * columnsRead(shape, tile).length + 4 * shape.y.taps * shape.x.taps;
  return texels * tilesOf(shape.x, tile.columns) * tilesOf(shape.y, tile.rows);
}

function shader(shape: ConvShape, tile: Tile): string {
  const { x, y, channels, groups } = shape;
  const depth = Math.ceil(channels / 4);
  const pixels = range(tile.columns * tile.rows);
  const rows = tilesOf(y, tile.rows);
  return `${glslPixel('pixel', 'image', x.from * depth, shape)}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int n = ${divided('p.y', rows, MOST_ROWS)};
  int tile = ${divided('p.x', groups, tilesOf(x, tile.columns) * groups)};
  int group = p.x - tile * ${groups};
  int y = (p.y - n * ${rows}) * ${step(y, tile.rows)};
  int x = tile * ${step(x, tile.columns)};
  int first = n * ${y.from};
${insideGlsl(shape, tile)}
${pixels.map((i) => `  vec4 sum${i} = vec4(0);`).join('\n')}
  for (int c = 0; c < ${depth}; ++c) {
    vec4 w0, w1, w2, w3;
${range(y.taps)
  .map((a) => tapRow(shape, tile, a))
  .join('\n')}
  }
${pixels.map((i) => `  out${i} = sum${i};`).join('\n')}
}`;
}

/** True where reads beyond the image can reach a result that is kept. */
function bounded(axis: Axis): boolean {
  return axis.backwards || axis.pad > 0 || (axis.to - 1) * axis.stride + axis.taps > axis.from;
}

function insideGlsl(shape: ConvShape, tile: Tile): string {
  const { x, y } = shape;
  const columns = bounded(x) ? columnsRead(shape, tile) : [];
  const rows = bounded(y) ? unique(range(y.taps).flatMap((a) => rowsRead(shape, tile, a))) : [];
  return [
    ...columns.map((at) => `  bvec4 column${id(at)} = bvec4(uint(x + ${at}) < ${x.from}u);`),
    ...rows.map((at) => `  bvec4 row${id(at)} = bvec4(uint(y + ${at}) < ${y.from}u);`),
  ].join('\n');
}

function id(at: number): string {
  return at < 0 ? `m${-at}` : String(at);
}

function tapRow(shape: ConvShape, tile: Tile, a: number): string {
  const { x, y, channels } = shape;
  const depth = Math.ceil(channels / 4);
  const components = range(Math.min(4, channels));
  const lines = [];
  for (const row of rowsRead(shape, tile, a)) {
    for (const column of columnsRead(shape, tile)) {
      const read = `pixel(first + y + ${row}, (x + ${column}) * ${depth} + c)`;
      const tests = [...(bounded(y) ? [`row${id(row)}`] : []), ...(bounded(x) ? [`column${id(column)}`] : [])];
      // A choice between values, not a branch: software renderers take minutes to compile so many branches.
      const value = tests.reduce((inner, test) => `mix(vec4(0), ${inner}, ${test})`, read);
      lines.push(`vec4 v${a}_${id(row)}_${id(column)} = ${value};`);
    }
  }
  for (const b of range(x.taps)) {
    const at = (a * x.taps + b) * 4 * depth;
    for (const k of components) lines.push(`w${k} = texelFetch(filters, ivec2(group, 4 * c + ${at + k}), 0);`);
    for (const j of range(tile.rows)) {
      for (const i of range(tile.columns)) {
        const [row, column] = [source(y, j, a), source(x, i, b)];
        if (row === null || column === null) continue;
        const v = `v${a}_${id(row)}_${id(column)}`;
        const terms = components.map((k) => `${v}.${'xyzw'[k]} * w${k}`);
        lines.push(`sum${j * tile.columns + i} += ${terms.join(' + ')};`);
      }
    }
  }
  return lines.map((line) => `    ${line}`).join('\n');
}
