/**
 * Whether every pixel has zero chroma; a pixel takes `stride` bytes, the first three are its colours.
 * Decided by the pixels: a grey film is often saved as RGB.
 */
export function isGrey(pixels: Uint8Array | Uint8ClampedArray, stride: 3 | 4): boolean {
  for (let i = 0; i < pixels.length; i += stride) {
    if (pixels[i] !== pixels[i + 1] || pixels[i] !== pixels[i + 2]) return false;
  }
  return true;
}

/** Luma of RGB pixels by ITU-R 601, with Pillow's integers (`convert('L')`): grey pixels keep their value. */
export function toLuma(rgb: Uint8Array): Uint8Array<ArrayBuffer> {
  const grey = new Uint8Array(rgb.length / 3);
  for (let i = 0; i < grey.length; i++) {
    const [red, green, blue] = [rgb[3 * i] as number, rgb[3 * i + 1] as number, rgb[3 * i + 2] as number];
    grey[i] = (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
  }
  return grey;
}

/** Blue-green-red pixels as red-green-blue. */
export function swapRedAndBlue(bgr: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bgr, (_, i) => bgr[i + 2 - 2 * (i % 3)] as number);
}

/** Grey pixels as RGB with three equal channels. */
export function toRgb(grey: Uint8Array): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8Array(grey.length * 3);
  grey.forEach((value, i) => {
    rgb.fill(value, 3 * i, 3 * i + 3);
  });
  return rgb;
}
