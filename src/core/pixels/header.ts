import type { ImageHeader } from './image-header.ts';
import { jpegHeader } from './jpeg-header.ts';

/** Formats whose orientation is not read are shown as stored. */
const UPRIGHT = { isGrey: false, orientation: 1, orientationAt: null } as const;

/** The header of an image file, told by its magic bytes; null when it is none of the known formats or has no size. */
export function readHeader(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const reader of [jpegHeader, pngHeader, webpHeader, bmpHeader, gifHeader]) {
    const header = readSafely(() => reader(view));
    if (header) return header.width > 0 && header.height > 0 ? header : null;
  }
  return null;
}

/** Whether a file without a readable header begins like an image all the same: it is cut off then, not something else. */
export function beginsLikeImage(bytes: Uint8Array): boolean {
  return /^(\xff\xd8\xff|\x89PNG\r\n|GIF8[79]a|RIFF.{4}WEBP)/s.test(String.fromCharCode(...bytes.subarray(0, 12)));
}

/** A header cut off before its size counts as none. */
function readSafely(read: () => ImageHeader | null): ImageHeader | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function ascii(view: DataView, offset: number, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += String.fromCharCode(view.getUint8(offset + i));
  return text;
}

function pngHeader(view: DataView): ImageHeader | null {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) return null;
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  return { format: 'png', ...size, ...UPRIGHT, complete: hasPngEnd(view) };
}

function hasPngEnd(view: DataView): boolean {
  let offset = 8;
  while (offset + 12 <= view.byteLength) {
    const length = view.getUint32(offset);
    if (ascii(view, offset + 4, 4) === 'IEND') return true;
    offset += length + 12;
  }
  return false;
}

function webpHeader(view: DataView): ImageHeader | null {
  if (ascii(view, 0, 4) !== 'RIFF' || ascii(view, 8, 4) !== 'WEBP') return null;
  const complete = view.getUint32(4, true) + 8 <= view.byteLength;
  return { format: 'webp', ...webpSize(view), ...UPRIGHT, complete };
}

function webpSize(view: DataView): { width: number; height: number } {
  switch (ascii(view, 12, 4)) {
    case 'VP8X':
      return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    default:
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
}

function uint24(view: DataView, offset: number): number {
  return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
}

function bmpHeader(view: DataView): ImageHeader | null {
  if (ascii(view, 0, 2) !== 'BM') return null;
  const width = view.getInt32(18, true);
  const height = Math.abs(view.getInt32(22, true));
  const rowBytes = Math.ceil((width * view.getUint16(28, true)) / 32) * 4;
  const packed = view.getUint32(30, true) !== 0;
  const pixelBytes = packed ? view.getUint32(34, true) : rowBytes * height;
  const complete = view.getUint32(10, true) + pixelBytes <= view.byteLength;
  return { format: 'bmp', width, height, ...UPRIGHT, complete };
}

function gifHeader(view: DataView): ImageHeader | null {
  if (!/^GIF8[79]a$/.test(ascii(view, 0, 6))) return null;
  const complete = view.getUint8(view.byteLength - 1) === 0x3b;
  return { format: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true), ...UPRIGHT, complete };
}
