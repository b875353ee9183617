/** Pixels only: rows of `width` pixels, `channels` bytes each, no padding. The size is checked here, so that nobody checks it again. */
export class Image {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array<ArrayBuffer>;

  constructor(width: number, height: number, channels: 1 | 3, data: Uint8Array<ArrayBuffer>) {
    if (data.length !== width * height * channels) {
      throw new RangeError(`${data.length} bytes are no image of ${width} × ${height} × ${channels}`);
    }
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.data = data;
  }
}

/** Four bytes per pixel as a canvas or a video frame gives them: red, green, blue and one more. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
  /** True when blue stands first and red third, as decoders like to store it. */
  readonly blueFirst: boolean;
}
