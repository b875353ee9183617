/** Ranges from which one transform is drawn per film and epoch. All zero and false: no augmentation. */
export interface AugmentationPolicy {
  /** Shear angle drawn from ±this, degrees (Keras `shear_range`). */
  readonly shearDegrees: number;
  /** Zoom of each axis drawn from 1 ± this (Keras `zoom_range`); above 1 shrinks the picture. */
  readonly zoom: number;
  /** Rotation drawn from ±this, degrees. */
  readonly rotationDegrees: number;
  /** Mirror left-right with probability one half. */
  readonly mirror: boolean;
  /** Brightness drawn from ±this, as a share of full scale. */
  readonly brightness: number;
  /** Contrast factor drawn from 1 ± this. */
  readonly contrast: number;
  /** Random resized crop: the area kept is drawn from 1 - this to 1, as a share of the film. */
  readonly crop: number;
  /** Width to height of the part that is kept, drawn from 1 - this to 1 / (1 - this). */
  readonly cropAspect: number;
}

export const NO_AUGMENTATION: AugmentationPolicy = {
  shearDegrees: 0,
  zoom: 0,
  rotationDegrees: 0,
  mirror: false,
  brightness: 0,
  contrast: 0,
  crop: 0,
  cropAspect: 0,
};

/** The paper's: `shear_range=0.2, zoom_range=0.2, horizontal_flip=True`; the shear is degrees, so next to nothing. */
export const PAPER_AUGMENTATION: AugmentationPolicy = {
  ...NO_AUGMENTATION,
  shearDegrees: 0.2,
  zoom: 0.2,
  mirror: true,
};

/**
 * That of our own presets. The crop takes up to the share `crop` of the film's area away, and with it the frame and scale
 * that go with the classes in the training films and not in the test films. Brightness is added and cut off at black and white:
 * as much of it as of contrast costs more than it gives, on validation (docs/reproduction.md).
 */
export function cropAugmentation(
  crop: number,
  tones: Pick<AugmentationPolicy, 'brightness' | 'contrast'>,
): AugmentationPolicy {
  return {
    ...NO_AUGMENTATION,
    crop,
    cropAspect: 0.25,
    rotationDegrees: 10,
    mirror: true,
    ...tones,
  };
}

/** The largest range each number may have; all are at least 0. Zoom and crops stay below 1, where a film would vanish. */
export const AUGMENTATION_LIMITS = {
  shearDegrees: 45,
  zoom: 0.9,
  rotationDegrees: 180,
  brightness: 1,
  contrast: 1,
  crop: 0.95,
  cropAspect: 0.75,
} as const;

export type RangeField = keyof typeof AUGMENTATION_LIMITS;

/** The ranges that cannot be used; empty when a run may start with this policy. */
export function invalidRanges(policy: AugmentationPolicy): RangeField[] {
  return (Object.keys(AUGMENTATION_LIMITS) as RangeField[]).filter(
    (field) => !(policy[field] >= 0 && policy[field] <= AUGMENTATION_LIMITS[field]),
  );
}
