import type { Image } from '../../core/pixels/image.ts';

/** A grey image as an 8-bit BMP file, the plainest format that every browser decodes; the width must be a multiple of four. */
export function encodeGreyBmp({ width, height, data }: Image): Uint8Array<ArrayBuffer> {
  const pixels = 14 + 40 + 1024;
  const file = new Uint8Array(pixels + data.length);
  const view = new DataView(file.buffer);
  view.setUint16(0, 0x424d);
  view.setUint32(2, file.length, true);
  view.setUint32(10, pixels, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  // Negative: rows from the top.
  view.setInt32(22, -height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 8, true);
  view.setUint32(34, data.length, true);
  for (let grey = 0; grey < 256; grey++) view.setUint32(54 + 4 * grey, grey * 0x01_01_01, true);
  file.set(data, pixels);
  return file;
}
