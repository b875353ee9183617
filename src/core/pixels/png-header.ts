import { textAt } from './bytes.ts';
import { readExif } from './exif.ts';
import { type ImageHeader, PLAIN } from './image-header.ts';

/** Components by PNG colour type: grey, RGB, palette, grey with alpha, RGB with alpha. */
const COMPONENTS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 3, 4: 2, 6: 4 };

/** One chunk of a PNG: its name and where its data stand. */
interface PngChunk {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
}

/** The chunks of a PNG in their order, as far as they are whole. */
export function* pngChunks(view: DataView): Generator<PngChunk> {
  let offset = 8;
  while (offset + 12 <= view.byteLength) {
    const length = view.getUint32(offset);
    if (offset + 12 + length > view.byteLength) return;
    yield { name: textAt(view, offset + 4, 4), offset: offset + 8, length };
    offset += length + 12;
  }
}

/** The header of a PNG; complete when its IEND chunk is there. */
export function pngHeader(view: DataView): ImageHeader | null {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) return null;
  const chunks = new Map([...pngChunks(view)].map((chunk) => [chunk.name, chunk]));
  const exif = chunks.get('eXIf');
  return {
    ...PLAIN,
    format: 'png',
    width: view.getUint32(16),
    height: view.getUint32(20),
    bitDepth: view.getUint8(24),
    components: COMPONENTS[view.getUint8(25)] ?? 0,
    progressive: view.getUint8(28) === 1,
    iccProfile: chunks.has('iCCP'),
    exif: exif !== undefined,
    ...(exif && readExif(view, exif.offset, exif.length)),
    complete: chunks.has('IEND'),
  };
}
