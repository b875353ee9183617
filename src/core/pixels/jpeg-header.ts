import type { ImageHeader } from './image-header.ts';
import type { Orientation } from './orientation.ts';

const START_OF_SCAN = 0xda;
const APP1 = 0xe1;
const UPRIGHT: Exif = { orientation: 1, orientationAt: null };

type Exif = Pick<ImageHeader, 'orientation' | 'orientationAt'>;
type Frame = Pick<ImageHeader, 'width' | 'height' | 'isGrey'>;

/**
 * Size, number of components, EXIF orientation and completeness of a JPEG. Complete means that an end marker (FF D9) stands behind the first scan:
 * in the packed data FF is always followed by 00, so a file cut off there has none, though many decoders let it pass half grey.
 */
export function jpegHeader(view: DataView): ImageHeader | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  let frame: Frame | null = null;
  let exif: Exif | null = null;
  let offset = 2;
  while (offset + 4 <= view.byteLength) {
    const marker = markerAt(view, offset);
    if (marker === 0xff) {
      offset++;
      continue;
    }
    const length = view.getUint16(offset + 2);
    if (marker === null || marker === START_OF_SCAN) break;
    if (isFrame(marker)) frame = readFrame(view, offset);
    if (marker === APP1) exif = readExif(view, offset + 4, length - 2) ?? exif;
    offset += 2 + length;
  }
  return frame && { format: 'jpeg', ...frame, ...(exif ?? UPRIGHT), complete: hasEnd(view, offset) };
}

function markerAt(view: DataView, offset: number): number | null {
  return view.getUint8(offset) === 0xff ? view.getUint8(offset + 1) : null;
}

/** SOF0 to SOF15 without DHT, JPG and DAC, which stand between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function readFrame(view: DataView, offset: number): Frame {
  const isGrey = view.getUint8(offset + 9) === 1;
  return { height: view.getUint16(offset + 5), width: view.getUint16(offset + 7), isGrey };
}

function hasEnd(view: DataView, scan: number): boolean {
  for (let offset = view.byteLength - 2; offset > scan; offset--) {
    if (view.getUint8(offset) === 0xff && view.getUint8(offset + 1) === 0xd9) return true;
  }
  return false;
}

/** Tag 0x0112 of the first directory; null when the segment is no EXIF, lacks it or is broken, as decoders ignore it then. */
function readExif(view: DataView, offset: number, length: number): Exif | null {
  const end = Math.min(offset + length, view.byteLength);
  const segment = new DataView(view.buffer, view.byteOffset + offset, Math.max(0, end - offset));
  if (segment.byteLength < 14 || segment.getUint32(0) !== 0x45786966) return null;
  const at = (position: number, bytes: number) => position + bytes <= segment.byteLength;
  const tiff = 6;
  const little = segment.getUint16(tiff) === 0x4949;
  const directory = tiff + segment.getUint32(tiff + 4, little);
  const entries = at(directory, 2) ? segment.getUint16(directory, little) : 0;
  for (let i = 0, entry = directory + 2; i < entries && at(entry, 12); i++, entry += 12) {
    if (segment.getUint16(entry, little) !== 0x0112) continue;
    const value = segment.getUint16(entry + 8, little);
    const orientationAt = offset + entry + 8;
    return value >= 1 && value <= 8 ? { orientation: value as Orientation, orientationAt } : null;
  }
  return null;
}
