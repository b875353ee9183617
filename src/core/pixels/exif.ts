import type { ImageHeader } from './image-header.ts';
import type { Orientation } from './orientation.ts';

/** The orientation and where its two bytes stand in the file. */
export type Exif = Pick<ImageHeader, 'orientation' | 'orientationAt'>;

/**
 * Tag 0x0112 of the first directory of the TIFF structure at `offset`; upright when the tag is missing or broken, as decoders
 * ignore it then.
 */
export function readExif(file: DataView, offset: number, length: number): Exif {
  const end = Math.min(offset + length, file.byteLength);
  const tiff = new DataView(file.buffer, file.byteOffset + Math.min(offset, end), Math.max(0, end - offset));
  const at = (position: number, bytes: number) => position + bytes <= tiff.byteLength;
  const upright: Exif = { orientation: 1, orientationAt: null };
  if (!at(0, 8)) return upright;
  const little = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, little);
  const entries = at(directory, 2) ? tiff.getUint16(directory, little) : 0;
  for (let i = 0, entry = directory + 2; i < entries && at(entry, 12); i++, entry += 12) {
    if (tiff.getUint16(entry, little) !== 0x0112) continue;
    const value = tiff.getUint16(entry + 8, little);
    return value >= 1 && value <= 8
      ? { orientation: value as Orientation, orientationAt: offset + entry + 8 }
      : upright;
  }
  return upright;
}
