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
}

export const NO_AUGMENTATION: AugmentationPolicy = {
  shearDegrees: 0,
  zoom: 0,
  rotationDegrees: 0,
  mirror: false,
  brightness: 0,
  contrast: 0,
};

/** The paper's: `shear_range=0.2, zoom_range=0.2, horizontal_flip=True`; the shear is degrees, so next to nothing. */
export const PAPER_AUGMENTATION: AugmentationPolicy = {
  ...NO_AUGMENTATION,
  shearDegrees: 0.2,
  zoom: 0.2,
  mirror: true,
};

/** The largest range each number may have; all are at least 0. Zoom stays below 1, where a film would vanish. */
export const AUGMENTATION_LIMITS = {
  shearDegrees: 45,
  zoom: 0.9,
  rotationDegrees: 180,
  brightness: 1,
  contrast: 1,
} as const;

export type RangeField = keyof typeof AUGMENTATION_LIMITS;

/** The ranges that cannot be used; empty when a run may start with this policy. */
export function invalidRanges(policy: AugmentationPolicy): RangeField[] {
  return (Object.keys(AUGMENTATION_LIMITS) as RangeField[]).filter(
    (field) => !(policy[field] >= 0 && policy[field] <= AUGMENTATION_LIMITS[field]),
  );
}
