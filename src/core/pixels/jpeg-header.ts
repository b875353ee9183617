import { textAt } from './bytes.ts';
import { type Exif, readExif } from './exif.ts';
import { type ImageHeader, PLAIN } from './image-header.ts';

const START_OF_SCAN = 0xda;
const QUANTISATION = 0xdb;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly bitDepth: number;
  /** Number of the table that the first component, the luma, is quantised by. */
  readonly table: number;
  readonly progressive: boolean;
}

/** What the segments before the first scan tell. */
interface Found {
  frame: Frame | null;
  exif: Exif | null;
  iccProfile: boolean;
  adobeMarker: boolean;
  /** Sum of each quantisation table by its number. */
  readonly tables: number[];
}

/**
 * The header of a JPEG. Complete means that an end marker (FF D9) stands behind the first scan: in the packed data FF is always
 * followed by 00, so a file cut off there has none, though many decoders let it pass half grey.
 */
export function jpegHeader(view: DataView): ImageHeader | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  const found: Found = { frame: null, exif: null, iccProfile: false, adobeMarker: false, tables: [] };
  const scan = readSegments(view, found);
  if (!found.frame) return null;
  const { table, ...frame } = found.frame;
  const { exif, iccProfile, adobeMarker, tables } = found;
  const facts = { iccProfile, adobeMarker, exif: exif !== null, quantisation: tables[table] ?? 0 };
  return { ...PLAIN, format: 'jpeg', ...frame, ...facts, ...exif, complete: hasEnd(view, scan) };
}

/** Reads segment after segment up to the first scan; returns where it stopped. */
function readSegments(view: DataView, found: Found): number {
  let offset = 2;
  while (offset + 4 <= view.byteLength && view.getUint8(offset) === 0xff) {
    const marker = view.getUint8(offset + 1);
    if (marker === START_OF_SCAN) break;
    if (marker === 0xff) {
      offset++;
      continue;
    }
    const length = view.getUint16(offset + 2);
    noteSegment(view, marker, { offset: offset + 4, length: length - 2 }, found);
    offset += 2 + length;
  }
  return offset;
}

interface Segment {
  readonly offset: number;
  readonly length: number;
}

function noteSegment(view: DataView, marker: number, segment: Segment, found: Found): void {
  const { offset, length } = segment;
  const begins = (text: string) => length >= text.length && textSafely(view, offset, text.length) === text;
  if (isFrame(marker)) found.frame = readFrame(view, offset, marker);
  else if (marker === QUANTISATION) addTables(view, segment, found.tables);
  else if (marker === APP1 && begins('Exif\0')) found.exif = readExif(view, offset + 6, length - 6);
  else if (marker === APP2 && begins('ICC_PROFILE\0')) found.iccProfile = true;
  else if (marker === APP14 && begins('Adobe')) found.adobeMarker = true;
}

function textSafely(view: DataView, offset: number, length: number): string | null {
  return offset + length <= view.byteLength ? textAt(view, offset, length) : null;
}

/** SOF0 to SOF15 without DHT, JPG and DAC, which stand between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function readFrame(view: DataView, offset: number, marker: number): Frame {
  return {
    bitDepth: view.getUint8(offset),
    height: view.getUint16(offset + 1),
    width: view.getUint16(offset + 3),
    components: view.getUint8(offset + 5),
    table: view.getUint8(offset + 8),
    progressive: [0xc2, 0xc6, 0xca, 0xce].includes(marker),
  };
}

/** Several tables may stand in one segment, 8 or 16 bits an entry. */
function addTables(view: DataView, { offset, length }: Segment, tables: number[]): void {
  const end = Math.min(offset + length, view.byteLength);
  let at = offset;
  while (at < end) {
    const head = view.getUint8(at);
    const bytes = head >> 4 ? 2 : 1;
    if (at + 1 + 64 * bytes > end) return;
    let sum = 0;
    for (let i = 0; i < 64; i++) sum += bytes === 2 ? view.getUint16(at + 1 + 2 * i) : view.getUint8(at + 1 + i);
    tables[head & 15] = sum;
    at += 1 + 64 * bytes;
  }
}

function hasEnd(view: DataView, scan: number): boolean {
  for (let offset = view.byteLength - 2; offset > scan; offset--) {
    if (view.getUint8(offset) === 0xff && view.getUint8(offset + 1) === 0xd9) return true;
  }
  return false;
}
