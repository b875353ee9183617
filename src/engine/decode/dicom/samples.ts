/** Stored values of a picture as they come out of a decoder: interleaved, of at most 16 bits, signs not yet read. */
export interface Samples {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** The decoder made red, green and blue of whatever colours were stored. */
  readonly isRgb?: true;
  readonly values: Uint8Array | Uint8ClampedArray | Uint16Array;
}
