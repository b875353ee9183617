import { textAt } from './bytes.ts';
import { type ImageHeader, PLAIN } from './image-header.ts';

/** Boxes that hold other boxes, and how many bytes stand before those. */
const PARENTS: Readonly<Record<string, number>> = { meta: 4, iprp: 0, ipco: 0, iinf: 6 };

/** What the boxes of an AVIF tell. */
interface Found {
  width: number;
  height: number;
  components: number;
  bitDepth: number;
  iccProfile: boolean;
  exif: boolean;
  complete: boolean;
}

/**
 * The header of an AVIF (ISO/IEC 23000-22): the largest size among its items, so that a picture made of tiles counts whole.
 * Its own turning is part of the picture, which every decoder obeys; EXIF turns nothing here.
 */
export function avifHeader(view: DataView): ImageHeader | null {
  if (textAt(view, 4, 4) !== 'ftyp' || !/avi[fs]/.test(textAt(view, 8, Math.min(view.getUint32(0), 64) - 8)))
    return null;
  const found = { width: 0, height: 0, components: 3, bitDepth: 8, iccProfile: false, exif: false, complete: true };
  readBoxes(view, { start: 0, end: view.byteLength }, found);
  return { ...PLAIN, format: 'avif', ...found };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function readBoxes(view: DataView, { start, end }: Span, found: Found): void {
  let offset = start;
  while (offset + 8 <= end) {
    const stated = view.getUint32(offset);
    const kind = textAt(view, offset + 4, 4);
    // 0: up to the end of the file; 1: a length of 64 bits follows.
    const length = stated === 0 ? end - offset : stated === 1 ? Number(view.getBigUint64(offset + 8)) : stated;
    if (length < 8 || offset + length > end) {
      found.complete = false;
      return;
    }
    const body = { start: offset + 8, end: offset + length };
    const skip = PARENTS[kind];
    if (skip === undefined) noteBox(view, kind, body, found);
    else readBoxes(view, { start: body.start + skip, end: body.end }, found);
    offset += length;
  }
}

/** What is read of each kind of box, and how many bytes that takes. */
const NOTES: Readonly<Record<string, { bytes: number; note: (view: DataView, start: number, found: Found) => void }>> =
  {
    ispe: { bytes: 12, note: noteSize },
    av1C: { bytes: 3, note: noteCoding },
    colr: { bytes: 4, note: (view, start, found) => (found.iccProfile ||= /rICC|prof/.test(textAt(view, start, 4))) },
    infe: { bytes: 12, note: (view, start, found) => (found.exif ||= textAt(view, start + 8, 4) === 'Exif') },
  };

function noteBox(view: DataView, kind: string, { start, end }: Span, found: Found): void {
  const reader = NOTES[kind];
  if (reader && start + reader.bytes <= end) reader.note(view, start, found);
}

function noteSize(view: DataView, start: number, found: Found): void {
  const [width, height] = [view.getUint32(start + 4), view.getUint32(start + 8)];
  if (width * height > found.width * found.height) Object.assign(found, { width, height });
}

function noteCoding(view: DataView, start: number, found: Found): void {
  const bits = view.getUint8(start + 2);
  found.components = bits & 0x10 ? 1 : 3;
  found.bitDepth = bits & 0x40 ? (bits & 0x20 ? 12 : 10) : 8;
}
