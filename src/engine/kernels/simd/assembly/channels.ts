/** Passes over tensors [rows, channels] with the channels last: sums by channel in doubles, and maps with factors by channel. */

const FLOAT: usize = 4;
const DOUBLE: usize = 8;
/** Bytes that are read once for each four channels, so that they should stay in the nearest cache. */
const BLOCK_BYTES: usize = 16 * 1024;

// @ts-ignore: decorator
@inline
function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

// @ts-ignore: decorator
@inline
function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<u64>(x, x, 1, 0));
}

// @ts-ignore: decorator
@inline
function addTo(out: usize, sum: v128): void {
  v128.store(out, f64x2.add(v128.load(out), sum));
}

/** sums[c] = Σ x[r, c]. */
export function sums(x: usize, rows: usize, channels: usize, out: usize): void {
  memory.fill(out, 0, channels * DOUBLE);
  const step = channels * FLOAT;
  const block = max<usize>(1, BLOCK_BYTES / step);
  for (let first: usize = 0; first < rows; first += block) {
    const from = x + first * step;
    const end = from + min(block, rows - first) * step;
    let c: usize = 0;
    for (; c + 4 <= channels; c += 4) {
      let a = f64x2.splat(0), b = a;
      for (let at = from; at < end; at += step) {
        const value = v128.load(at + c * FLOAT);
        a = f64x2.add(a, low(value));
        b = f64x2.add(b, high(value));
      }
      addTo(out + c * DOUBLE, a);
      addTo(out + c * DOUBLE + 16, b);
    }
    for (; c < channels; c++) {
      let sum: f64 = 0;
      for (let at = from; at < end; at += step) sum += load<f32>(at + c * FLOAT);
      store<f64>(out + c * DOUBLE, load<f64>(out + c * DOUBLE) + sum);
    }
  }
}

/** out[c] = Σ a[r, c] and out[channels + c] = Σ a[r, c] · (b[r, c] - shift[c]); `shift` float32, the sums doubles. */
export function productSums(a: usize, b: usize, shift: usize, rows: usize, channels: usize, out: usize): void {
  memory.fill(out, 0, 2 * channels * DOUBLE);
  const products = out + channels * DOUBLE;
  const step = channels * FLOAT;
  const block = max<usize>(1, BLOCK_BYTES / (2 * step));
  for (let first: usize = 0; first < rows; first += block) {
    const from = first * step;
    const end = from + min(block, rows - first) * step;
    let c: usize = 0;
    for (; c + 4 <= channels; c += 4) {
      const at = c * FLOAT;
      productSums4(a + at, b + at, shift + at, from, end, step, out + 2 * at, products + 2 * at);
    }
    for (; c < channels; c++) {
      const at = c * FLOAT;
      productSums1(a + at, b + at, shift + at, from, end, step, out + 2 * at, products + 2 * at);
    }
  }
}

// @ts-ignore: decorator
@inline
function productSums4(a: usize, b: usize, shift: usize, from: usize, end: usize, step: usize, out: usize, products: usize): void {
  const centre = v128.load(shift);
  const centreLow = low(centre);
  const centreHigh = high(centre);
  let sumLow = f64x2.splat(0), sumHigh = sumLow, productLow = sumLow, productHigh = sumLow;
  for (let at = from; at < end; at += step) {
    const x = v128.load(a + at), y = v128.load(b + at);
    const xLow = low(x), xHigh = high(x);
    sumLow = f64x2.add(sumLow, xLow);
    sumHigh = f64x2.add(sumHigh, xHigh);
    productLow = f64x2.add(productLow, f64x2.mul(xLow, f64x2.sub(low(y), centreLow)));
    productHigh = f64x2.add(productHigh, f64x2.mul(xHigh, f64x2.sub(high(y), centreHigh)));
  }
  addTo(out, sumLow);
  addTo(out + 16, sumHigh);
  addTo(products, productLow);
  addTo(products + 16, productHigh);
}

// @ts-ignore: decorator
@inline
function productSums1(a: usize, b: usize, shift: usize, from: usize, end: usize, step: usize, out: usize, products: usize): void {
  const centre: f64 = load<f32>(shift);
  let sum: f64 = 0, product: f64 = 0;
  for (let at = from; at < end; at += step) {
    const x: f64 = load<f32>(a + at);
    sum += x;
    product += x * (<f64>load<f32>(b + at) - centre);
  }
  store<f64>(out, load<f64>(out) + sum);
  store<f64>(products, load<f64>(products) + product);
}

/** out[r, c] = x[r, c] · factor[c] + rest[c]. */
export function scaleShift(x: usize, factor: usize, rest: usize, rows: usize, channels: usize, out: usize): void {
  const bytes = channels * FLOAT;
  for (let r: usize = 0; r < rows; r++) {
    let c: usize = 0;
    for (; c + 16 <= bytes; c += 16) {
      v128.store(out + c, f32x4.add(f32x4.mul(v128.load(x + c), v128.load(factor + c)), v128.load(rest + c)));
    }
    for (; c < bytes; c += FLOAT) store<f32>(out + c, load<f32>(x + c) * load<f32>(factor + c) + load<f32>(rest + c));
    x += bytes;
    out += bytes;
  }
}

/** out[r, c] = a[r, c] · byA[c] + b[r, c] · byB[c] + rest[c]; `factors` holds byA, byB and rest, one after the other. */
export function combine(a: usize, b: usize, factors: usize, rows: usize, channels: usize, out: usize): void {
  const bytes = channels * FLOAT;
  const byB = factors + bytes;
  const rest = byB + bytes;
  for (let r: usize = 0; r < rows; r++) {
    let c: usize = 0;
    for (; c + 16 <= bytes; c += 16) {
      const first = f32x4.mul(v128.load(a + c), v128.load(factors + c));
      const second = f32x4.mul(v128.load(b + c), v128.load(byB + c));
      v128.store(out + c, f32x4.add(f32x4.add(first, second), v128.load(rest + c)));
    }
    for (; c < bytes; c += FLOAT) {
      const sum = load<f32>(a + c) * load<f32>(factors + c) + load<f32>(b + c) * load<f32>(byB + c);
      store<f32>(out + c, sum + load<f32>(rest + c));
    }
    a += bytes;
    b += bytes;
    out += bytes;
  }
}
