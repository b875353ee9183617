/** Depths that detectors have; a picture counts as the least of them that holds its largest value. */
const DEPTHS = [8, 10, 12, 14, 16];

/**
 * Pixels of 8 bits from samples of 16, as red, green, blue and full opacity; `components` are grey, grey with alpha, RGB or RGBA.
 * X-rays of 10 to 14 bits are often kept in PNGs of 16 with their upper bits empty: so the range is 0 to 2^d - 1 for the least d of
 * 8, 10, 12, 14, 16 that holds the largest value of the picture, and values are rounded, not cut. Alpha stands over black.
 */
export function toEightBits(samples: Uint16Array, components: number): Uint8Array<ArrayBuffer> {
  const hasAlpha = components % 2 === 0;
  const colours = hasAlpha ? components - 1 : components;
  const pixels = samples.length / components;
  const scale = 255 / rangeOf(samples, colours, components);
  const out = new Uint8Array(4 * pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const from = pixel * components;
    const opacity = hasAlpha ? (samples[from + colours] as number) / 65_535 : 1;
    for (let c = 0; c < 3; c++) {
      out[4 * pixel + c] = (samples[from + Math.min(c, colours - 1)] as number) * scale * opacity + 0.5;
    }
    out[4 * pixel + 3] = 255;
  }
  return out;
}

function rangeOf(samples: Uint16Array, colours: number, components: number): number {
  let largest = 0;
  for (let i = 0; i < samples.length; i++) {
    if (i % components < colours && (samples[i] as number) > largest) largest = samples[i] as number;
  }
  const depth = DEPTHS.find((bits) => largest < 2 ** bits) ?? 16;
  return 2 ** depth - 1;
}
