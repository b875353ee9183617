/** Builders of DICOM files (PS3.10, explicit VR little endian unless said otherwise) for tests. */

/** A film to build; values are stored as they are. */
export interface BuiltDicom {
  readonly columns: number;
  readonly rows: number;
  readonly values: readonly number[];
  readonly bits?: number;
  readonly signed?: boolean;
  readonly photometric?: string;
  readonly storage?: string;
  readonly modality?: string;
  readonly syntax?: string;
  /** Further elements, or others in place of the usual ones, by tag in hex. */
  readonly elements?: Readonly<Record<string, BuiltElement>>;
  /** The packed picture; without it the values stand plain. `null`: no pixels at all. */
  readonly packed?: Uint8Array | null;
  readonly implicit?: boolean;
}

type BuiltElement = readonly [vr: string, value: string | number | readonly number[]];

/** Computed radiography, the storage class of most films. */
const CR = '1.2.840.10008.5.1.4.1.1.1';
const EXPLICIT = '1.2.840.10008.1.2.1';
const IMPLICIT = '1.2.840.10008.1.2';
const LONG = new Set(['OB', 'OW', 'SQ', 'UN']);

/** The bytes of a DICOM file. */
export function buildDicom(film: BuiltDicom): Uint8Array<ArrayBuffer> {
  const syntax = film.syntax ?? (film.implicit ? IMPLICIT : EXPLICIT);
  const meta = element('00020010', ['UI', syntax], false);
  const group = element('00020000', ['UL', meta.length], false);
  const body = Object.entries({ ...usual(film), ...film.elements })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([tag, built]) => element(tag, built, film.implicit === true));
  const head = [...new Array<number>(128).fill(0), ...ascii('DICM'), ...group, ...meta];
  return Uint8Array.from([...head, ...body, ...pixelElement(film)]);
}

function usual({ columns, rows, bits = 16, ...film }: BuiltDicom): Record<string, BuiltElement> {
  return {
    '00080016': ['UI', film.storage ?? CR],
    '00080060': ['CS', film.modality ?? 'CR'],
    '00100010': ['PN', 'SECRET^PATIENT'],
    '00280002': ['US', 1],
    '00280004': ['CS', film.photometric ?? 'MONOCHROME2'],
    '00280010': ['US', rows],
    '00280011': ['US', columns],
    '00280100': ['US', bits > 8 ? 16 : 8],
    '00280101': ['US', bits],
    '00280102': ['US', bits - 1],
    '00280103': ['US', film.signed ? 1 : 0],
  };
}

function pixelElement({ values, packed, bits = 16, implicit = false }: BuiltDicom): number[] {
  if (packed === null) return [];
  const bytes = values.flatMap((value) => (bits > 8 ? u16(value & 0xffff) : [value & 0xff]));
  if (packed === undefined) return element('7fe00010', [bits > 8 ? 'OW' : 'OB', bytes], implicit);
  const item = (data: readonly number[]) => [0xfe, 0xff, 0x00, 0xe0, ...u32(data.length), ...data];
  const end = [0xfe, 0xff, 0xdd, 0xe0, ...u32(0)];
  return [
    ...tagOf('7fe00010'),
    ...ascii('OB'),
    0,
    0,
    ...u32(0xffffffff),
    ...item([]),
    ...item(even([...packed])),
    ...end,
  ];
}

function element(tag: string, [vr, value]: BuiltElement, implicit: boolean): number[] {
  const data = even(bytesOf(vr, value));
  if (implicit) return [...tagOf(tag), ...u32(data.length), ...data];
  const length = LONG.has(vr) ? [0, 0, ...u32(data.length)] : u16(data.length);
  return [...tagOf(tag), ...ascii(vr), ...length, ...data];
}

/** Bytes as given, numbers by their VR, text as ASCII. */
function bytesOf(vr: string, value: string | number | readonly number[]): number[] {
  if (typeof value === 'string') return ascii(value);
  if (typeof value !== 'number') return [...value];
  return vr === 'UL' ? u32(value) : u16(value & 0xffff);
}

/** One item of a sequence that holds a lookup table: entries, first value, bits, and the values. */
export function lookupTable(first: number, bits: number, values: readonly number[]): BuiltElement {
  const data = [
    ...element('00283002', ['US', [values.length, first, bits].flatMap(u16)], false),
    ...element('00283006', ['OW', values.flatMap(u16)], false),
  ];
  return ['SQ', [0xfe, 0xff, 0x00, 0xe0, ...u32(data.length), ...data]];
}

/** A film of 16 bits or less packed by run length, one segment per byte; runs of one byte only, as the plainest encoder writes. */
export function packRle(values: readonly number[], bits: number): Uint8Array {
  const planes = bits > 8 ? [values.map((v) => v >> 8), values.map((v) => v & 255)] : [[...values]];
  const segments = planes.map((plane) => even(plane.flatMap((_, i) => (i % 3 === 0 ? runOf(plane, i) : []))));
  const offsets = segments.map((_, i) => 64 + segments.slice(0, i).reduce((sum, { length }) => sum + length, 0));
  const header = [segments.length, ...offsets].flatMap(u32);
  return Uint8Array.from([...header, ...new Array<number>(64 - header.length).fill(0), ...segments.flat()]);
}

/** Three bytes from `i`: as a repeat where they are alike, else as they stand. */
function runOf(plane: readonly number[], i: number): number[] {
  const run = plane.slice(i, i + 3);
  const first = run[0] as number;
  return run.length > 1 && run.every((byte) => byte === first) ? [257 - run.length, first] : [run.length - 1, ...run];
}

function tagOf(tag: string): number[] {
  return [...u16(Number.parseInt(tag.slice(0, 4), 16)), ...u16(Number.parseInt(tag.slice(4), 16))];
}

function even(data: number[]): number[] {
  return data.length % 2 === 0 ? data : [...data, 0];
}

function ascii(text: string): number[] {
  return [...text].map((char) => char.charCodeAt(0));
}

function u16(value: number): number[] {
  return [value & 255, value >> 8];
}

function u32(value: number): number[] {
  return [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24];
}
