/**
 * Tiles of a matrix product that need no matrix: [rows, k] · [k, columns], where row r of the left one is read from the film
 * itself, from `offsets[r]` on, and k runs over `height` lines of `width` steps. Row-major, float32, offsets and steps in bytes.
 */

/** Rows of a tile: with two vectors of four columns each, twelve sums, as many as the registers hold beside what is read. */
export const ROWS: usize = 6;
export const FLOAT: usize = 4;

/** `sum + a · b`; in one operation where the build has relaxed SIMD, twice as fast on processors that have it. */
// @ts-ignore: decorator
@inline
function fma(a: v128, b: v128, sum: v128): v128 {
  return RELAXED ? f32x4.relaxed_madd(a, b, sum) : f32x4.add(sum, f32x4.mul(a, b));
}

// @ts-ignore: decorator
@inline
function addTo(out: usize, sum: v128): void {
  v128.store(out, f32x4.add(v128.load(out), sum));
}

/** Where a product is read from and what it is added to. */
@unmanaged
export class Product {
  /** The left matrix: its films, the bytes from line to line and from step to step. */
  left: usize;
  leftLine: usize;
  leftStep: usize;
  /** The right matrix [height · width, columns]. */
  right: usize;
  height: usize;
  width: usize;
  /** Of the right matrix and of the result. */
  columns: usize;
  /** Bytes from `left`, one a row, then five more that are not used. */
  offsets: usize;
  rows: usize;
  /** [rows, columns]; the product is added. */
  out: usize;
}

/** Adds the whole product, eight columns at a time, then four, then one. */
export function addProduct(p: Product): void {
  let column: usize = 0;
  for (; column + 8 <= p.columns; column += 8) for (let row: usize = 0; row < p.rows; row += ROWS) add8(p, row, column);
  if (column + 4 <= p.columns) {
    for (let row: usize = 0; row < p.rows; row += ROWS) add4(p, row, column);
    column += 4;
  }
  for (; column < p.columns; column++) for (let row: usize = 0; row < p.rows; row++) add1(p, row, column);
}

// @ts-ignore: decorator
@inline
function add8(p: Product, row: usize, column: usize): void {
  const at = p.offsets + row * 4;
  const o0 = load<u32>(at), o1 = load<u32>(at, 4), o2 = load<u32>(at, 8);
  const o3 = load<u32>(at, 12), o4 = load<u32>(at, 16), o5 = load<u32>(at, 20);
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0, b5 = a0;
  const step = p.columns * FLOAT;
  const leftStep = p.leftStep;
  let right = p.right + column * FLOAT;
  for (let line: usize = 0; line < p.height; line++) {
    let x = p.left + line * p.leftLine;
    for (const end = right + p.width * step; right < end; right += step) {
      const l = v128.load(right), r = v128.load(right, 16);
      let s = v128.load32_splat(x + o0);
      a0 = fma(s, l, a0);
      b0 = fma(s, r, b0);
      s = v128.load32_splat(x + o1);
      a1 = fma(s, l, a1);
      b1 = fma(s, r, b1);
      s = v128.load32_splat(x + o2);
      a2 = fma(s, l, a2);
      b2 = fma(s, r, b2);
      s = v128.load32_splat(x + o3);
      a3 = fma(s, l, a3);
      b3 = fma(s, r, b3);
      s = v128.load32_splat(x + o4);
      a4 = fma(s, l, a4);
      b4 = fma(s, r, b4);
      s = v128.load32_splat(x + o5);
      a5 = fma(s, l, a5);
      b5 = fma(s, r, b5);
      x += leftStep;
    }
  }
  let out = p.out + row * step + column * FLOAT;
  const rows = p.rows - row;
  addTo(out, a0);
  addTo(out + 16, b0);
  if (rows > 1) {
    out += step;
    addTo(out, a1);
    addTo(out + 16, b1);
  }
  if (rows > 2) {
    out += step;
    addTo(out, a2);
    addTo(out + 16, b2);
  }
  if (rows > 3) {
    out += step;
    addTo(out, a3);
    addTo(out + 16, b3);
  }
  if (rows > 4) {
    out += step;
    addTo(out, a4);
    addTo(out + 16, b4);
  }
  if (rows > 5) {
    out += step;
    addTo(out, a5);
    addTo(out + 16, b5);
  }
}

// @ts-ignore: decorator
@inline
function add4(p: Product, row: usize, column: usize): void {
  const at = p.offsets + row * 4;
  const o0 = load<u32>(at), o1 = load<u32>(at, 4), o2 = load<u32>(at, 8);
  const o3 = load<u32>(at, 12), o4 = load<u32>(at, 16), o5 = load<u32>(at, 20);
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
  const step = p.columns * FLOAT;
  const leftStep = p.leftStep;
  let right = p.right + column * FLOAT;
  for (let line: usize = 0; line < p.height; line++) {
    let x = p.left + line * p.leftLine;
    for (const end = right + p.width * step; right < end; right += step) {
      const r = v128.load(right);
      a0 = fma(v128.load32_splat(x + o0), r, a0);
      a1 = fma(v128.load32_splat(x + o1), r, a1);
      a2 = fma(v128.load32_splat(x + o2), r, a2);
      a3 = fma(v128.load32_splat(x + o3), r, a3);
      a4 = fma(v128.load32_splat(x + o4), r, a4);
      a5 = fma(v128.load32_splat(x + o5), r, a5);
      x += leftStep;
    }
  }
  const out = p.out + row * step + column * FLOAT;
  const rows = p.rows - row;
  addTo(out, a0);
  if (rows > 1) addTo(out + step, a1);
  if (rows > 2) addTo(out + 2 * step, a2);
  if (rows > 3) addTo(out + 3 * step, a3);
  if (rows > 4) addTo(out + 4 * step, a4);
  if (rows > 5) addTo(out + 5 * step, a5);
}

// @ts-ignore: decorator
@inline
function add1(p: Product, row: usize, column: usize): void {
  const step = p.columns * FLOAT;
  let right = p.right + column * FLOAT;
  let sum: f32 = 0;
  for (let line: usize = 0; line < p.height; line++) {
    let x = p.left + load<u32>(p.offsets + row * 4) + line * p.leftLine;
    for (const end = right + p.width * step; right < end; right += step) {
      sum += load<f32>(x) * load<f32>(right);
      x += p.leftStep;
    }
  }
  const out = p.out + row * step + column * FLOAT;
  store<f32>(out, load<f32>(out) + sum);
}
