import type { Orientation } from './orientation.ts';

export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'bmp' | 'gif';

/** What a file's first bytes tell, before anything is decoded. */
export interface ImageHeader {
  readonly format: ImageFormat;
  /** As stored, before EXIF turns it. */
  readonly width: number;
  readonly height: number;
  /** True for a JPEG of one component; the pixels of other files may be grey all the same. */
  readonly isGrey: boolean;
  readonly orientation: Orientation;
  /** Where the two bytes of the orientation stand; null when the file does not say. */
  readonly orientationAt: number | null;
  /** False when the file ends before its picture does. */
  readonly complete: boolean;
}
