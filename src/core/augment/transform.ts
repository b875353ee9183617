import type { Rng } from '../base/rng.ts';
import { type Crop, drawCrop } from './crop.ts';
import type { AugmentationPolicy } from './policy.ts';

/** One draw of a policy: what happens to one film in one epoch. Names and meaning as in Keras' `apply_transform`. */
export interface Transform {
  readonly rotationDegrees: number;
  readonly shearDegrees: number;
  /** Columns by `zoomX`, rows by `zoomY`; above 1 shrinks the picture. */
  readonly zoomX: number;
  readonly zoomY: number;
  /** Left-right, after all else. */
  readonly mirror: boolean;
  /** Added, as a share of full scale. */
  readonly brightness: number;
  /** Factor about mid grey. */
  readonly contrast: number;
  /** The part of the film that all else happens to. */
  readonly crop: Crop;
}

/** Draws a transform; every range is drawn in any case, so that one setting never shifts the numbers of another. */
export function drawTransform(policy: AugmentationPolicy, rng: Rng): Transform {
  const around = (range: number) => rng.range(-range, range);
  return {
    rotationDegrees: around(policy.rotationDegrees),
    shearDegrees: around(policy.shearDegrees),
    zoomX: 1 + around(policy.zoom),
    zoomY: 1 + around(policy.zoom),
    mirror: rng.next() < 0.5 && policy.mirror,
    brightness: around(policy.brightness),
    contrast: 1 + around(policy.contrast),
    // Last, since it may take several draws.
    crop: drawCrop(policy, rng),
  };
}

/**
 * The map from output to input about the picture's centre: input x = xx·x + xy·y + dx · side, input y = yx·x + yy·y + dy · side.
 */
export interface Affine {
  readonly xx: number;
  readonly xy: number;
  readonly yx: number;
  readonly yy: number;
  /** Centre of the part that is shown, from the picture's centre, in shares of its side. */
  readonly dx: number;
  readonly dy: number;
}

/**
 * The map of a transform: rotation · shear · zoom as in Keras' `apply_affine_transform`, then the mirror on the output side;
 * on the input side the crop, stretched to the whole square. Beyond the crop's edge the film goes on.
 */
export function affineOf(transform: Transform): Affine {
  const rotation = radians(transform.rotationDegrees);
  const shear = radians(transform.shearDegrees);
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
  const [shearX, shearY] = [-Math.sin(shear), Math.cos(shear)];
  const side = transform.mirror ? -1 : 1;
  const { width, height, dx, dy } = transform.crop;
  return {
    xx: cos * transform.zoomX * side * width,
    xy: (cos * shearX - sin * shearY) * transform.zoomY * width,
    yx: sin * transform.zoomX * side * height,
    yy: (sin * shearX + cos * shearY) * transform.zoomY * height,
    dx,
    dy,
  };
}

/** The value of each byte after contrast and brightness. */
export function toneTable({ brightness, contrast }: Transform): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: 256 }, (_, byte) => (byte - 127.5) * contrast + 127.5 + 255 * brightness);
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
