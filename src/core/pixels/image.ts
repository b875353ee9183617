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

/** Red, green, blue, alpha bytes as a canvas or a video frame gives them. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}
