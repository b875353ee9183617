/** File formats by code: `FORMATS[facts.format[sample]]`. */
export const FORMATS = ['unknown', 'jpeg', 'png', 'webp', 'bmp', 'avif', 'gif', 'dicom'] as const;

/** What was learned of each film beyond its name while it was decoded, as columns, one place per sample; 0 where nothing is known. */
export interface FilmFacts {
  /** Pixels of the file, before any resize. */
  readonly width: Uint16Array;
  readonly height: Uint16Array;
  readonly format: Uint8Array;
  /** Colour components of the file: 1, 3 or 4. */
  readonly components: Uint8Array;
  readonly bitDepth: Uint8Array;
  /** 1 where true. */
  readonly progressive: Uint8Array;
  readonly iccProfile: Uint8Array;
  readonly exif: Uint8Array;
  readonly adobeMarker: Uint8Array;
  /** Sum of the luma quantisation table of a JPEG, larger for stronger compression; 0 for other formats. */
  readonly quantisation: Uint16Array;
  /** Mean and standard deviation of the stored grey pixels, 0 to 255. */
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
  /** Mean of the outer tenth on each side less the mean of the middle: high on a negative picture. */
  readonly borderContrast: Float32Array;
  /** 1 where the pixels themselves have colour. */
  readonly coloured: Uint8Array;
  /** Perceptual hash, 64 bits as two words per sample: `[2 n]`. */
  readonly hash: Uint32Array;
}
