/** A frame the JPEG decoder can give: `eighths`/8 of the true size, rounded up as libjpeg does. */
export interface ScaledSize {
  readonly eighths: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The smallest n/8 of the true size that covers a square of `target` on both sides; 8/8 when even that is too small.
 * Asking a browser for the target itself gives the largest eighth *below* it: small films would be blown up and large ones
 * not, and in the chest_xray set that tells the class.
 */
export function smallestCover(width: number, height: number, target: number): ScaledSize {
  for (let eighths = 1; eighths < 8; eighths++) {
    const size = scaledSize(width, height, eighths);
    if (size.width >= target && size.height >= target) return size;
  }
  return scaledSize(width, height, 8);
}

function scaledSize(width: number, height: number, eighths: number): ScaledSize {
  return { eighths, width: Math.ceil((width * eighths) / 8), height: Math.ceil((height * eighths) / 8) };
}
