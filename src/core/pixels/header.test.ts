import { describe, expect, test } from 'vitest';
import { beginsLikeImage, isDicom, readHeader } from './header.ts';
import { PLAIN } from './image-header.ts';

/** Bytes from numbers and ASCII text. */
function bytes(...parts: (number | string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)),
  );
}

const u16 = (value: number) => [value >> 8, value & 255];
const u32 = (value: number) => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];
const le = (big: readonly number[]) => [...big].reverse();

/** EXIF with the orientation as its second tag. */
function exif(orientation: number, little: boolean): number[] {
  const order = (big: number[]) => (little ? le(big) : big);
  const tag = (id: number, value: number[]) => [...order(u16(id)), ...order(u16(3)), ...order(u32(1)), ...value, 0, 0];
  const tiff = [
    ...(little ? [0x49, 0x49] : [0x4d, 0x4d]),
    ...order(u16(42)),
    ...order(u32(8)),
    ...order(u16(2)),
    ...tag(0x0100, order(u16(640))),
    ...tag(0x0112, order(u16(orientation))),
  ];
  return [...u16(0xffe1), ...u16(tiff.length + 8), 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
}

/** The frame of a JPEG without pictures: start, segments, SOF, scan, a few packed bytes, and the end if wanted. */
function jpeg({ sof = 0xc0, components = 1, segments = [] as number[], end = true } = {}): Uint8Array {
  const tables = Array.from({ length: components }, (_, i) => [i + 1, 0x11, 0]).flat();
  const frame = [0xff, sof, ...u16(8 + tables.length), 8, ...u16(480), ...u16(640), components, ...tables];
  const scan = [0xff, 0xda, ...u16(8), 1, 1, 0, 0, 63, 0, 0x12, 0xff, 0x00, 0x34];
  return bytes(u16(0xffd8), segments, [0xff, 0xff], frame.slice(1), scan, end ? u16(0xffd9) : []);
}

const png = bytes(
  u32(0x89504e47),
  u32(0x0d0a1a0a),
  u32(13),
  'IHDR',
  u32(300),
  u32(200),
  [8, 0, 0, 0, 0],
  u32(0),
  u32(0),
  'IEND',
  u32(0),
);

describe('JPEG', () => {
  test.each([0xc0, 0xc1])('size of SOF %#', (sof) => {
    expect(readHeader(jpeg({ sof }))).toEqual({
      ...PLAIN,
      format: 'jpeg',
      width: 640,
      height: 480,
      components: 1,
      complete: true,
    });
  });

  test.each([
    [0xc0, 3, false],
    [0xc2, 3, true],
    [0xc0, 4, false],
  ])('SOF %i of %i components', (sof, components, progressive) => {
    expect(readHeader(jpeg({ sof, components }))).toMatchObject({ components, progressive });
  });

  test('facts: quantisation of the luma, colour profile, Adobe marker, EXIF', () => {
    const table = (head: number, bytes: number, value: number) => [
      head,
      ...Array.from({ length: 64 }, () => (bytes === 2 ? u16(value) : [value])).flat(),
    ];
    const tables = [...table(0x01, 1, 9), ...table(0x10, 2, 300)];
    const segments = [
      ...[...u16(0xffdb), ...u16(2 + tables.length), ...tables],
      ...[...u16(0xffe2), ...u16(16), ...bytes('ICC_PROFILE', 0, 1, 1)],
      ...[...u16(0xffee), ...u16(14), ...bytes('Adobe', new Array(7).fill(0))],
      ...exif(1, false),
    ];
    const facts = { quantisation: 64 * 300, iccProfile: true, adobeMarker: true, exif: true };
    expect(readHeader(jpeg({ segments }))).toMatchObject(facts);
    expect(readHeader(jpeg())).toMatchObject({ quantisation: 0, iccProfile: false, adobeMarker: false, exif: false });
  });

  test.each([true, false])('EXIF orientation, little endian %s', (little) => {
    expect(readHeader(jpeg({ segments: exif(6, little) }))?.orientation).toBe(6);
    expect(readHeader(jpeg({ segments: exif(77, little) }))?.orientation).toBe(1);
  });

  test('EXIF that is broken is ignored, as decoders do, and the film is not', () => {
    const broken = exif(6, false);
    // The directory's place, far behind the segment's end.
    broken.splice(14, 4, 0x7f, 0xff, 0xff, 0x00);
    expect(readHeader(jpeg({ segments: broken }))).toMatchObject({
      orientation: 1,
      orientationAt: null,
      complete: true,
    });
  });

  test('without its end it is incomplete, even when a preview inside has one', () => {
    expect(readHeader(jpeg({ end: false }))?.complete).toBe(false);
    const preview = [...u16(0xffe1), ...u16(6), ...u16(0xffd8), ...u16(0xffd9)];
    expect(readHeader(jpeg({ end: false, segments: preview }))).toMatchObject({ complete: false, width: 640 });
  });

  test('bytes behind the end do no harm; a file without a frame is none', () => {
    expect(readHeader(bytes([...jpeg()], 'trailing'))?.complete).toBe(true);
    expect(readHeader(jpeg().subarray(0, 8))).toBeNull();
  });
});

/** A PNG or RIFF chunk list and an AVIF box, as their standards lay them out. */
const pngChunk = (name: string, data: readonly number[]) => [...u32(data.length), ...bytes(name), ...data, 0, 0, 0, 0];
const riffChunk = (name: string, data: readonly number[]) => [...bytes(name), ...le(u32(data.length)), ...data];
const box = (name: string, ...parts: readonly (readonly number[])[]) => {
  const data = parts.flat();
  return [...u32(data.length + 8), ...bytes(name), ...data];
};
const tiffOf6 = exif(6, false).slice(10);

describe('other formats', () => {
  test('PNG: depth, colours, interlace, profile, EXIF', () => {
    const head = [...u32(300), ...u32(200), 16, 2, 0, 0, 1];
    const chunks = [pngChunk('IHDR', head), pngChunk('iCCP', [1]), pngChunk('eXIf', tiffOf6), pngChunk('IEND', [])];
    const facts = { bitDepth: 16, components: 3, progressive: true, iccProfile: true, exif: true, orientation: 6 };
    expect(readHeader(bytes(u32(0x89504e47), u32(0x0d0a1a0a), chunks.flat()))).toMatchObject(facts);
  });

  test('WebP: profile, alpha, EXIF with and without the words of a JPEG', () => {
    const head = [0x10, 0, 0, 0, ...le(u32(399)).slice(0, 3), ...le(u32(299)).slice(0, 3)];
    for (const before of [[], [...bytes('Exif'), 0, 0]]) {
      const data = [
        ...riffChunk('VP8X', head),
        ...riffChunk('ICCP', [1, 2]),
        ...riffChunk('EXIF', [...before, ...tiffOf6]),
      ];
      const facts = { width: 400, height: 300, components: 4, iccProfile: true, exif: true, orientation: 6 };
      expect(readHeader(bytes('RIFF', le(u32(data.length + 4)), 'WEBP', data))).toMatchObject(facts);
    }
  });

  test('AVIF: the size of the whole, not of a tile; cut off', () => {
    const ispe = (width: number, height: number) => box('ispe', u32(0), u32(width), u32(height));
    const depth = box('av1C', [0x81, 0, 0x50, 0]);
    const profile = box('colr', [...bytes('prof')]);
    const ipco = box('ipco', ispe(512, 512), ispe(1000, 700), depth, profile);
    const infe = box('infe', u32(0), u32(1 << 16), [...bytes('Exif')]);
    const meta = box('meta', u32(0), box('iinf', u32(0), u16(1), infe), box('iprp', ipco));
    const file = bytes(
      box('ftyp', [...bytes('avif')], u32(0), [...bytes('mif1')]),
      meta,
      box('mdat', new Array(40).fill(7)),
    );
    const facts = {
      width: 1000,
      height: 700,
      components: 1,
      bitDepth: 10,
      iccProfile: true,
      exif: true,
      complete: true,
    };
    expect(readHeader(file)).toEqual({ ...PLAIN, format: 'avif', ...facts });
    expect(readHeader(file.subarray(0, -1))?.complete).toBe(false);
  });

  test('DICOM is told by its four letters', () => {
    expect(isDicom(bytes(new Array(128).fill(0), 'DICM', 0))).toBe(true);
    expect(isDicom(png)).toBe(false);
  });

  test('PNG, whole and cut off', () => {
    expect(readHeader(png)).toEqual({
      ...PLAIN,
      format: 'png',
      width: 300,
      height: 200,
      components: 1,
      complete: true,
    });
    expect(readHeader(png.subarray(0, 40))?.complete).toBe(false);
  });

  test('BMP, rows from the top, whole and cut off', () => {
    const header = bytes(
      'BM',
      u32(0),
      u32(0),
      le(u32(54)),
      le(u32(40)),
      le(u32(3)),
      le(u32(-2)),
      le(u16(1)),
      le(u16(24)),
      new Array(24).fill(0),
    );
    const whole = bytes([...header], new Array(24).fill(9));
    expect(readHeader(whole)).toEqual({ ...PLAIN, format: 'bmp', width: 3, height: 2, components: 3, complete: true });
    expect(readHeader(whole.subarray(0, 77))?.complete).toBe(false);
  });

  test('GIF', () => {
    const gif = bytes('GIF89a', le(u16(5)), le(u16(7)), 0, 0, 0, 0x3b);
    expect(readHeader(gif)).toEqual({ ...PLAIN, format: 'gif', width: 5, height: 7, components: 3, complete: true });
    expect(readHeader(gif.subarray(0, 12))?.complete).toBe(false);
  });

  test.each([
    ['lossy', bytes('VP8 ', u32(0), [0, 0, 0, 0x9d, 0x01, 0x2a], le(u16(400)), le(u16(300)))],
    ['lossless', bytes('VP8L', u32(0), 0x2f, le(u32(((300 - 1) << 14) | (400 - 1))))],
    ['extended', bytes('VP8X', u32(0), u32(0), le(u32(399)).slice(0, 3), le(u32(299)).slice(0, 3))],
  ])('WebP %s', (_, chunk) => {
    const file = bytes('RIFF', le(u32(chunk.length + 4)), 'WEBP', [...chunk]);
    expect(readHeader(file)).toEqual({
      ...PLAIN,
      format: 'webp',
      width: 400,
      height: 300,
      components: 3,
      complete: true,
    });
    expect(readHeader(bytes('RIFF', le(u32(9000)), 'WEBP', [...chunk]))?.complete).toBe(false);
  });
});

test.each([
  ['nothing', bytes()],
  ['text', bytes('I am a text, no picture')],
  ['a PDF', bytes('%PDF-1.7 and so on and on')],
  ['a PNG of no width', bytes([...png.subarray(0, 16)], u32(0), u32(5), [...png.subarray(24)])],
  ['a magic and no more', bytes('BM')],
])('no image: %s', (_, file) => {
  expect(readHeader(file)).toBeNull();
});

test('what begins like an image is cut off, not something else', () => {
  expect(beginsLikeImage(jpeg().subarray(0, 8))).toBe(true);
  expect(beginsLikeImage(png.subarray(0, 16))).toBe(true);
  expect(beginsLikeImage(bytes('RIFF', u32(10), 'WEBP'))).toBe(true);
  expect(beginsLikeImage(bytes('RIFF', u32(10), 'WAVE'))).toBe(false);
  expect(beginsLikeImage(bytes(u32(32), 'ftypavif'))).toBe(true);
  expect(beginsLikeImage(bytes('no film at all'))).toBe(false);
  expect(beginsLikeImage(bytes())).toBe(false);
});
