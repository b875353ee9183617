import { textAt } from './bytes.ts';
import { readExif } from './exif.ts';
import { type ImageHeader, PLAIN } from './image-header.ts';

/** The header of a WebP: lossy, lossless or extended; complete when the file is as long as it says. */
export function webpHeader(view: DataView): ImageHeader | null {
  if (textAt(view, 0, 4) !== 'RIFF' || textAt(view, 8, 4) !== 'WEBP') return null;
  const complete = view.getUint32(4, true) + 8 <= view.byteLength;
  const chunks = webpChunks(view);
  const exif = chunks.get('EXIF');
  return {
    ...PLAIN,
    format: 'webp',
    ...webpSize(view),
    components: hasAlpha(view) ? 4 : 3,
    iccProfile: chunks.has('ICCP'),
    exif: exif !== undefined,
    ...(exif && readTiff(view, exif)),
    complete,
  };
}

interface Place {
  readonly offset: number;
  readonly length: number;
}

function webpChunks(view: DataView): ReadonlyMap<string, Place> {
  const chunks = new Map<string, Place>();
  let offset = 12;
  while (offset + 8 <= view.byteLength) {
    const length = view.getUint32(offset + 4, true);
    chunks.set(textAt(view, offset, 4), { offset: offset + 8, length });
    offset += 8 + length + (length % 2);
  }
  return chunks;
}

/** Some writers put the 'Exif' of a JPEG in front of the TIFF structure. */
function readTiff(view: DataView, { offset, length }: Place): ReturnType<typeof readExif> {
  const extra = offset + 6 <= view.byteLength && textAt(view, offset, 4) === 'Exif' ? 6 : 0;
  return readExif(view, offset + extra, length - extra);
}

function hasAlpha(view: DataView): boolean {
  const kind = textAt(view, 12, 4);
  if (kind === 'VP8X') return (view.getUint8(20) & 0x10) !== 0;
  return kind === 'VP8L' && (view.getUint32(21, true) & (1 << 28)) !== 0;
}

function webpSize(view: DataView): { width: number; height: number } {
  switch (textAt(view, 12, 4)) {
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
