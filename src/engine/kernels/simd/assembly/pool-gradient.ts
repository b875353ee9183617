const FLOAT: usize = 4;

/**
 * Gradient of max pooling over windows of 2 x 2 side by side: dy goes to the first of a window that equals its largest value, zero to the
 * others; what no window covers is left alone. NHWC.
 */
export function poolGradient(
  x: usize,
  y: usize,
  dy: usize,
  dx: usize,
  films: usize,
  inHeight: usize,
  inWidth: usize,
  channels: usize,
): void {
  const pixel = channels * FLOAT;
  const line = inWidth * pixel;
  const outWidth = inWidth / 2;
  for (let n: usize = 0; n < films; n++) {
    for (let i: usize = 0; i + 2 <= inHeight; i += 2) {
      let at = (n * inHeight + i) * line;
      for (let j: usize = 0; j < outWidth; j++) {
        window(x + at, y, dy, dx + at, pixel, line);
        at += 2 * pixel;
        y += pixel;
        dy += pixel;
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function window(x: usize, y: usize, dy: usize, dx: usize, pixel: usize, line: usize): void {
  let c: usize = 0;
  for (; c + 16 <= pixel; c += 16) {
    const largest = v128.load(y + c);
    let gradient = v128.load(dy + c);
    gradient = give4(x + c, dx + c, largest, gradient);
    gradient = give4(x + c + pixel, dx + c + pixel, largest, gradient);
    gradient = give4(x + c + line, dx + c + line, largest, gradient);
    give4(x + c + line + pixel, dx + c + line + pixel, largest, gradient);
  }
  for (; c < pixel; c += FLOAT) {
    const largest = load<f32>(y + c);
    let gradient = load<f32>(dy + c);
    gradient = give1(x + c, dx + c, largest, gradient);
    gradient = give1(x + c + pixel, dx + c + pixel, largest, gradient);
    gradient = give1(x + c + line, dx + c + line, largest, gradient);
    give1(x + c + line + pixel, dx + c + line + pixel, largest, gradient);
  }
}

/** Stores what the pixel gets; gives what is left for the next. */
// @ts-ignore: decorator
@inline
function give4(x: usize, dx: usize, largest: v128, gradient: v128): v128 {
  const same = f32x4.eq(v128.load(x), largest);
  v128.store(dx, v128.and(gradient, same));
  return v128.andnot(gradient, same);
}

// @ts-ignore: decorator
@inline
function give1(x: usize, dx: usize, largest: f32, gradient: f32): f32 {
  const isSame = load<f32>(x) == largest;
  store<f32>(dx, isSame ? gradient : 0);
  return isSame ? 0 : gradient;
}
