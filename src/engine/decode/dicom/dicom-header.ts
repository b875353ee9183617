import type { DataSet, Element } from 'dicom-parser';
import { AppError } from '../../../core/base/errors.ts';
import type { GreyRule, GreyWindow, LookupTable } from '../../../core/pixels/grey-levels.ts';

/** What is read of a DICOM file: its picture, and nothing that names a person, a place or a day. */
export interface DicomHeader {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly bitsAllocated: number;
  readonly photometric: string;
  /** Colours stand in planes one after another, not pixel by pixel. */
  readonly planar: boolean;
  readonly syntax: string;
  readonly grey: GreyRule;
  readonly pixels: Element;
}

/** Storage classes of projection radiographs (PS3.4 B.5): CR, DX, mammography, intra-oral, radiofluoroscopy. */
const RADIOGRAPHS = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(1|1\.[123](\.1)?|12\.2)$/;
/** A secondary capture may show anything; its modality decides, where it is stated. */
const CAPTURES = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.7(\.[1-4])?$/;
const RADIOGRAPHY = ['', 'CR', 'DX', 'RG', 'MG', 'IO', 'PX', 'RF', 'OT', 'SC', 'HC'];

/** The header of a single radiograph. Throws `dicom-no-pixels`, `dicom-not-radiograph`, `dicom-frames`, `dicom-unsupported`. */
export function readDicomHeader(data: DataSet): DicomHeader {
  const pixels = data.elements.x7fe00010;
  if (!pixels || pixels.length === 0) throw new AppError('dicom-no-pixels');
  checkKind(data);
  const components = data.uint16('x00280002') ?? 1;
  const bitsAllocated = data.uint16('x00280100') ?? 0;
  const grey = readGreyRule(data, bitsAllocated);
  checkBits({ components, bitsAllocated, grey });
  return {
    width: data.uint16('x00280011') ?? 0,
    height: data.uint16('x00280010') ?? 0,
    components,
    bitsAllocated,
    photometric: text(data, 'x00280004'),
    planar: data.uint16('x00280006') === 1,
    syntax: text(data, 'x00020010'),
    grey,
    pixels,
  };
}

function checkKind(data: DataSet): void {
  const storage = text(data, 'x00080016');
  const modality = text(data, 'x00080060');
  const isRadiograph =
    storage === '' || CAPTURES.test(storage) ? RADIOGRAPHY.includes(modality) : RADIOGRAPHS.test(storage);
  if (!isRadiograph) throw new AppError('dicom-not-radiograph');
  const frames = data.intString('x00280008') ?? 1;
  if (frames > 1) throw new AppError('dicom-frames', { frames });
}

function checkBits({
  components,
  bitsAllocated,
  grey,
}: Pick<DicomHeader, 'components' | 'bitsAllocated' | 'grey'>): void {
  const { bitsStored, highBit } = grey;
  const depths = components === 1 ? [8, 16] : components === 3 ? [8] : [];
  const fits = bitsStored >= 1 && bitsStored <= highBit + 1 && highBit < bitsAllocated;
  if (!depths.includes(bitsAllocated) || !fits)
    throw new AppError('dicom-unsupported', { bits: bitsAllocated, components });
}

function readGreyRule(data: DataSet, bitsAllocated: number): GreyRule {
  const bitsStored = data.uint16('x00280101') ?? bitsAllocated;
  const signed = data.uint16('x00280103') === 1;
  const slope = numberAt(data, 'x00281053') ?? 1;
  return {
    bitsStored,
    highBit: data.uint16('x00280102') ?? bitsStored - 1,
    signed,
    // A slope of 0 would blacken the film; files that carry it mean nothing by it.
    modality: readTable(data, 'x00283000', signed) ?? {
      slope: slope || 1,
      intercept: numberAt(data, 'x00281052') ?? 0,
    },
    voi: readTable(data, 'x00283010', signed) ?? readWindow(data),
    inverted: text(data, 'x00280004') === 'MONOCHROME1',
    padding: readPadding(data, signed),
  };
}

const SHAPES: Readonly<Record<string, GreyWindow['shape']>> = { LINEAR_EXACT: 'linear-exact', SIGMOID: 'sigmoid' };

/** The first window; a file may offer several. */
function readWindow(data: DataSet): GreyWindow | null {
  const [centre, width] = [numberAt(data, 'x00281050'), numberAt(data, 'x00281051')];
  if (centre === undefined || width === undefined || width <= 0) return null;
  return { centre, width, shape: SHAPES[text(data, 'x00281056')] ?? 'linear' };
}

function readPadding(data: DataSet, signed: boolean): GreyRule['padding'] {
  const read = (tag: string) => (signed ? data.int16(tag) : data.uint16(tag));
  const value = read('x00280120');
  if (value === undefined) return null;
  const limit = read('x00280121') ?? value;
  return [Math.min(value, limit), Math.max(value, limit)];
}

/** The first table of a sequence, as its descriptor lays it out: entries, first value, bits (PS3.3 C.11.1.1). */
function readTable(data: DataSet, sequence: string, signed: boolean): LookupTable | null {
  const item = data.elements[sequence]?.items?.[0]?.dataSet;
  if (!item?.elements.x00283006) return null;
  return tableOf(item, item.elements.x00283006, signed);
}

function tableOf(item: DataSet, element: Element, signed: boolean): LookupTable | null {
  const [entries, bits] = [item.uint16('x00283002', 0) || 65_536, item.uint16('x00283002', 2) || 0];
  const first = (signed ? item.int16('x00283002', 1) : item.uint16('x00283002', 1)) || 0;
  if (bits < 1 || bits > 16 || element.length < entries) return null;
  return { first, bits, values: tableValues(item, element, entries) };
}

/** Entries of 16 bits, or of 8 where there is no room for more. */
function tableValues(item: DataSet, { length, dataOffset }: Element, entries: number): Uint8Array | Uint16Array {
  if (length < 2 * entries) return bytesOf(item).slice(dataOffset, dataOffset + entries);
  return Uint16Array.from({ length: entries }, (_, i) => item.uint16('x00283006', i) ?? 0);
}

/** The bytes that a data set's offsets count in; in a browser they are never a Buffer of Node. */
export function bytesOf(data: DataSet): Uint8Array {
  return data.byteArray as Uint8Array;
}

function text(data: DataSet, tag: string): string {
  return data.string(tag)?.trim() ?? '';
}

function numberAt(data: DataSet, tag: string): number | undefined {
  const value = data.floatString(tag);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
