/** How the samples of a 16-bit PNG lie in its data. */
export interface PngLayout {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly interlaced: boolean;
}

/** One of Adam7's seven passes, or the whole picture: every `dx`-th column from `x`, every `dy`-th row from `y`. */
interface Pass {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

const WHOLE: readonly Pass[] = [{ x: 0, y: 0, dx: 1, dy: 1 }];
const ADAM7: readonly Pass[] = [
  { x: 0, y: 0, dx: 8, dy: 8 },
  { x: 4, y: 0, dx: 8, dy: 8 },
  { x: 0, y: 4, dx: 4, dy: 8 },
  { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 },
  { x: 1, y: 0, dx: 2, dy: 2 },
  { x: 0, y: 1, dx: 1, dy: 2 },
];

interface PlacedPass extends Pass {
  readonly columns: number;
  readonly rows: number;
}

function passesOf({ width, height, interlaced }: PngLayout): PlacedPass[] {
  return (interlaced ? ADAM7 : WHOLE)
    .map((pass) => {
      const columns = Math.ceil((width - pass.x) / pass.dx);
      return { ...pass, columns, rows: Math.ceil((height - pass.y) / pass.dy) };
    })
    .filter(({ columns, rows }) => columns > 0 && rows > 0);
}

/** Bytes of the inflated data: a filter byte and two bytes per sample for each row of each pass. */
export function packedSize(layout: PngLayout): number {
  return passesOf(layout).reduce((sum, { columns, rows }) => sum + rows * (1 + 2 * columns * layout.components), 0);
}

/** The samples of a 16-bit PNG, pixel by pixel, from its inflated data (ISO/IEC 15948, 8 and 9). Throws RangeError. */
export function unpackSamples(data: Uint8Array, layout: PngLayout): Uint16Array {
  const { width, height, components } = layout;
  const samples = new Uint16Array(width * height * components);
  let from = 0;
  for (const pass of passesOf(layout)) {
    const rowBytes = 2 * pass.columns * components;
    let above: Uint8Array = new Uint8Array(rowBytes);
    for (let row = 0; row < pass.rows; row++, from += 1 + rowBytes) {
      const bytes = data.subarray(from + 1, from + 1 + rowBytes);
      unfilter(data[from] as number, bytes, { above, back: 2 * components });
      placeRow(bytes, samples, { pass, layout, y: pass.y + row * pass.dy });
      above = bytes;
    }
  }
  return samples;
}

function placeRow(
  bytes: Uint8Array,
  samples: Uint16Array,
  at: { pass: PlacedPass; layout: PngLayout; y: number },
): void {
  const { components, width } = at.layout;
  const { x, dx, columns } = at.pass;
  for (let column = 0; column < columns; column++) {
    const to = (at.y * width + x + column * dx) * components;
    for (let c = 0; c < components; c++) {
      const from = 2 * (column * components + c);
      samples[to + c] = ((bytes[from] as number) << 8) | (bytes[from + 1] as number);
    }
  }
}

interface Neighbours {
  readonly above: Uint8Array;
  /** Bytes of a pixel. */
  readonly back: number;
}

/** Undoes a row's filter in place. */
function unfilter(filter: number, bytes: Uint8Array, { above, back }: Neighbours): void {
  const foretell = FILTERS[filter];
  if (!foretell) throw new RangeError(`no filter ${filter}`);
  for (let i = 0; i < bytes.length; i++) {
    const [a, c] = i < back ? [0, 0] : [bytes[i - back] as number, above[i - back] as number];
    bytes[i] = (bytes[i] as number) + foretell(a, above[i] as number, c);
  }
}

/** None, Sub, Up, Average, Paeth; `a` stands left of the byte, `b` above it, `c` above `a`. */
const FILTERS: readonly ((a: number, b: number, c: number) => number)[] = [
  () => 0,
  (a) => a,
  (_, b) => b,
  (a, b) => (a + b) >> 1,
  paeth,
];

function paeth(a: number, b: number, c: number): number {
  const [toA, toB, toC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return toA <= toB && toA <= toC ? a : toB <= toC ? b : c;
}
