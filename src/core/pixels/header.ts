import { avifHeader } from './avif-header.ts';
import { textAt } from './bytes.ts';
import { type ImageHeader, PLAIN } from './image-header.ts';
import { jpegHeader } from './jpeg-header.ts';
import { pngHeader } from './png-header.ts';
import { webpHeader } from './webp-header.ts';

/** The header of an image file, told by its magic bytes; null when it is none of the known formats or has no size. DICOM has its own reader. */
export function readHeader(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const reader of [jpegHeader, pngHeader, webpHeader, bmpHeader, gifHeader, avifHeader]) {
    const header = readSafely(() => reader(view));
    if (header) return header.width > 0 && header.height > 0 ? header : null;
  }
  return null;
}

/** Whether a file without a readable header begins like an image all the same: it is cut off then, not something else. */
export function beginsLikeImage(bytes: Uint8Array): boolean {
  return /^(\xff\xd8\xff|\x89PNG\r\n|GIF8[79]a|RIFF.{4}WEBP|.{4}ftypavi[fs])/s.test(
    String.fromCharCode(...bytes.subarray(0, 12)),
  );
}

/** Whether a file is DICOM: the four letters that follow its preamble (PS3.10, 7.1), or no preamble but what must follow it. */
export function isDicom(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(128, 132)) === 'DICM' || isBareDicom(bytes);
}

/** Whether a file begins with DICOM's meta group, whose first element is its length: some tools leave out the preamble. */
export function isBareDicom(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 8)) === '\x02\0\0\0UL\x04\0';
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

function bmpHeader(view: DataView): ImageHeader | null {
  if (textAt(view, 0, 2) !== 'BM') return null;
  const width = view.getInt32(18, true);
  const height = Math.abs(view.getInt32(22, true));
  const bits = view.getUint16(28, true);
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  const packed = view.getUint32(30, true) !== 0;
  const pixelBytes = packed ? view.getUint32(34, true) : rowBytes * height;
  const complete = view.getUint32(10, true) + pixelBytes <= view.byteLength;
  return { ...PLAIN, format: 'bmp', width, height, components: bits === 32 ? 4 : 3, complete };
}

function gifHeader(view: DataView): ImageHeader | null {
  if (!/^GIF8[79]a$/.test(textAt(view, 0, 6))) return null;
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  return { ...PLAIN, format: 'gif', ...size, components: 3, complete: view.getUint8(view.byteLength - 1) === 0x3b };
}
