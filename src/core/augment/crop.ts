import type { Rng } from '../base/rng.ts';
import type { AugmentationPolicy } from './policy.ts';

/** A part of a square film, in shares of its side. */
export interface Crop {
  readonly width: number;
  readonly height: number;
  /** Centre of the part, from the film's centre. */
  readonly dx: number;
  readonly dy: number;
}

/** The whole film. */
export const WHOLE: Crop = { width: 1, height: 1, dx: 0, dy: 0 };

/** Draws that may reach beyond the film before the whole film is taken. */
const TRIES = 10;

/**
 * Random resized crop (Szegedy et al. 2015; torchvision's `RandomResizedCrop`): area uniform, logarithm of the aspect ratio
 * uniform, place uniform among those inside the film.
 */
export function drawCrop({ crop, cropAspect }: AugmentationPolicy, rng: Rng): Crop {
  if (crop === 0 && cropAspect === 0) return WHOLE;
  const widest = -Math.log(1 - cropAspect);
  for (let i = 0; i < TRIES; i++) {
    const area = rng.range(1 - crop, 1);
    const aspect = Math.exp(rng.range(-widest, widest));
    const [width, height] = [Math.sqrt(area * aspect), Math.sqrt(area / aspect)];
    if (width > 1 || height > 1) continue;
    const place = (side: number) => (rng.next() - 0.5) * (1 - side);
    return { width, height, dx: place(width), dy: place(height) };
  }
  return WHOLE;
}
