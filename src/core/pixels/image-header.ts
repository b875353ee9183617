import type { Orientation } from './orientation.ts';

export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'bmp' | 'gif' | 'avif' | 'dicom';

/** What a file says of itself beside its pixels: enough to tell where it came from, nothing of the patient. */
export interface FileFacts {
  readonly format: ImageFormat;
  /** As stored, before EXIF turns it. */
  readonly width: number;
  readonly height: number;
  /** Colour components: 1, 3 or 4 (CMYK or an alpha channel); 2 is grey with alpha. A palette counts as 3. */
  readonly components: number;
  /** Bits of a component; 0 where the header does not say. */
  readonly bitDepth: number;
  /** Progressive JPEG or interlaced PNG. */
  readonly progressive: boolean;
  readonly iccProfile: boolean;
  readonly exif: boolean;
  readonly adobeMarker: boolean;
  /** Sum of the luma quantisation table of a JPEG; 0 for other formats. */
  readonly quantisation: number;
}

/** What a file's first bytes tell, before anything is decoded. */
export interface ImageHeader extends FileFacts {
  readonly orientation: Orientation;
  /** Where the two bytes of the orientation stand; null when the file does not say. */
  readonly orientationAt: number | null;
  /** False when the file ends before its picture does. */
  readonly complete: boolean;
}

/** What most files say of themselves; a reader writes over what is otherwise. */
export const PLAIN = {
  bitDepth: 8,
  progressive: false,
  iccProfile: false,
  exif: false,
  adobeMarker: false,
  quantisation: 0,
  orientation: 1,
  orientationAt: null,
} as const;
