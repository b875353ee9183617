import { afterEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import type { Image } from '../../core/pixels/image.ts';
import { nearestPick, resizeNearest } from '../../core/pixels/resize.ts';
import { smallestCover } from '../../core/pixels/scaled-size.ts';
import type { DecodeSettings } from '../../core/pixels/settings.ts';
import { encodeFilm, encodeGreyJpeg, GREY_RAMP, withGreyProfile, withOrientation } from '../testing/film-builder.ts';
import { decodeFilm as decodeAndTake } from './decode-film.ts';
import { RAW_PIXELS } from './decode-whole.ts';
import { makeCanvasReader, makeFrameReader, type PixelReader } from './pixel-reader.ts';

const canvas = makeCanvasReader() as PixelReader;
const frames = makeFrameReader() as PixelReader;
const NEAREST: DecodeSettings = { imageSize: 64, interpolation: 'nearest' };
const SMOOTH: DecodeSettings = { imageSize: 64, interpolation: 'antialiased' };

/** Every way through the decoder: the pixel reader, and with or without `ImageDecoder`. */
const WAYS = [
  { name: 'frames', reader: frames, imageDecoder: true },
  { name: 'canvas', reader: canvas, imageDecoder: true },
  { name: 'frames, no ImageDecoder', reader: frames, imageDecoder: false },
  { name: 'canvas, no ImageDecoder', reader: canvas, imageDecoder: false },
];

const NativeDecoder = globalThis.ImageDecoder;

function useDecoder(on: boolean): void {
  if (!on) Reflect.deleteProperty(globalThis, 'ImageDecoder');
}

/** Decodes a copy: the decoder takes the bytes. */
const decodeFilm: typeof decodeAndTake = (bytes, settings, reader) => decodeAndTake(bytes.slice(), settings, reader);

afterEach(() => {
  globalThis.ImageDecoder = NativeDecoder;
  vi.restoreAllMocks();
});

function difference(a: Image, b: Image): number {
  expect(a.channels).toBe(b.channels);
  return a.data.reduce((sum, byte, i) => sum + Math.abs(byte - (b.data[i] as number)), 0) / a.data.length;
}

async function codeOf(bytes: Uint8Array<ArrayBuffer>, settings = NEAREST): Promise<string> {
  const error = await decodeFilm(bytes, settings, frames).catch((e: unknown) => e);
  return error instanceof AppError ? error.code : 'none';
}

describe.each(WAYS)('by $name', ({ reader, imageDecoder }) => {
  test('nearest: the very pixels of a PNG, grey as one channel', async () => {
    useDecoder(imageDecoder);
    const image = await decodeFilm(await encodeFilm(300, 210, GREY_RAMP, 'image/png'), NEAREST, reader);
    const [xs, ys] = [nearestPick(300, 64), nearestPick(210, 64)];
    const expected = Uint8Array.from(
      { length: 64 * 64 },
      (_, i) => GREY_RAMP(xs[i % 64] as number, ys[i >> 6] as number)[0],
    );
    expect(image.channels).toBe(1);
    expect(image.data).toEqual(expected);
  });

  test('what is transparent is black, whatever film came before', async () => {
    useDecoder(imageDecoder);
    const nothing = new OffscreenCanvas(100, 80);
    nothing.getContext('2d');
    const clear = await nothing.convertToBlob({ type: 'image/png' });
    for (const settings of [NEAREST, SMOOTH]) {
      await decodeFilm(await encodeFilm(300, 210, () => [255, 255, 255], 'image/png'), settings, reader);
      const image = await decodeFilm(new Uint8Array(await clear.arrayBuffer()), settings, reader);
      expect(Math.max(...image.data)).toBe(0);
    }
  });

  test.each([
    [500, 700, 'image/png'],
    [1280, 640, 'image/jpeg'],
    [90, 2713, 'image/jpeg'],
  ] as const)('nearest: %i × %i %s, of which only the picked rows are copied', async (width, height, type) => {
    useDecoder(imageDecoder);
    const file = await encodeFilm(width, height, (x, y) => [(x * y) & 255, (x * 5) & 255, (y * 3) & 255], type);
    const whole = await canvas.read(await createImageBitmap(new Blob([file]), RAW_PIXELS));
    const image = await decodeFilm(file, NEAREST, reader);
    expect(image.data).toEqual(resizeNearest({ ...whole, stride: 4, channels: 3 }, 64));
  });

  test('nearest: a large JPEG of one component', async () => {
    useDecoder(imageDecoder);
    const grey = (column: number, row: number) => (column * 37 + row * 11) & 255;
    const image = await decodeFilm(encodeGreyJpeg(160, 75, grey), NEAREST, reader);
    const [xs, ys] = [nearestPick(1280, 64), nearestPick(600, 64)];
    const expected = Uint8Array.from({ length: 64 * 64 }, (_, i) =>
      grey((xs[i % 64] as number) >> 3, (ys[i >> 6] as number) >> 3),
    );
    expect(image.channels).toBe(1);
    expect(image.data).toEqual(expected);
  });

  test('colours keep their places', async () => {
    useDecoder(imageDecoder);
    const png = await encodeFilm(80, 80, () => [200, 100, 50], 'image/png');
    for (const settings of [NEAREST, SMOOTH]) {
      const image = await decodeFilm(png, settings, reader);
      expect(image.channels).toBe(3);
      expect([...image.data.subarray(0, 3)]).toEqual([200, 100, 50]);
    }
  });

  test.each([NEAREST, SMOOTH])('an embedded profile changes nothing ($interpolation)', async (settings) => {
    useDecoder(imageDecoder);
    const plain = encodeGreyJpeg(40, 30, (column, row) => (40 + 3 * column + 2 * row) & 255);
    const image = await decodeFilm(withGreyProfile(plain), settings, reader);
    expect(image.data).toEqual((await decodeFilm(plain, settings, reader)).data);
    expect([image.channels, image.data[0]]).toEqual([1, 40]);
  });

  test.each([2, 3, 4, 5, 6, 7, 8])('EXIF orientation %i shows the picture upright', async (orientation) => {
    useDecoder(imageDecoder);
    const jpeg = withOrientation(await encodeFilm(320, 200), orientation);
    const shown = await createImageBitmap(new Blob([jpeg]), { colorSpaceConversion: 'none' });
    const context = new OffscreenCanvas(shown.width, shown.height).getContext(
      '2d',
    ) as OffscreenCanvasRenderingContext2D;
    context.drawImage(shown, 0, 0);
    const turned = new Uint8Array(await (await context.canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
    for (const settings of [NEAREST, SMOOTH]) {
      const image = await decodeFilm(jpeg, settings, reader);
      expect(difference(image, await decodeFilm(turned, settings, reader))).toBeLessThan(1);
      expect(difference(image, await decodeFilm(await encodeFilm(320, 200), settings, reader))).toBeGreaterThan(5);
    }
  });
});

describe('the profile trap', () => {
  test('is real: a default decode of the tagged film is brighter', async () => {
    const jpeg = withGreyProfile(encodeGreyJpeg(8, 8, () => 115));
    const mean = async (options: ImageBitmapOptions) => {
      const { data } = await canvas.read(await createImageBitmap(new Blob([jpeg]), options));
      return data[0] as number;
    };
    expect(await mean({ colorSpaceConversion: 'none' })).toBe(115);
    expect(await mean({})).toBeGreaterThan(122);
  });
});

describe('scaled decoding', () => {
  test.each([
    [734, 307, 64],
    [846, 468, 128],
    [224, 224, 64],
    [1349, 1005, 64],
    [2000, 300, 128],
  ])('%i × %i for %i: the frame has the smallest size that covers the target', async (width, height, imageSize) => {
    const sizes: number[][] = [];
    const reader: PixelReader = {
      read: (picture) => {
        sizes.push([(picture as VideoFrame).displayWidth, (picture as VideoFrame).displayHeight]);
        return frames.read(picture);
      },
    };
    await decodeFilm(await encodeFilm(width, height), { imageSize, interpolation: 'antialiased' }, reader);
    const cover = smallestCover(width, height, imageSize);
    expect(sizes).toEqual([[cover.width, cover.height]]);
    expect(Math.min(cover.width, cover.height)).toBeGreaterThanOrEqual(imageSize);
  });

  test.each([
    [224, 224],
    [734, 307],
    [1349, 1005],
    [1800, 1500],
  ])('%i × %i: equals the whole decode, so no size is told by its path', async (width, height) => {
    const jpeg = await encodeFilm(width, height);
    const scaled = await decodeFilm(jpeg, SMOOTH, frames);
    useDecoder(false);
    expect(difference(scaled, await decodeFilm(jpeg, SMOOTH, frames))).toBeLessThan(0.6);
  });

  test('a film smaller than the target is decoded whole', async () => {
    const image = await decodeFilm(await encodeFilm(40, 30), SMOOTH, frames);
    expect([image.width, image.height]).toEqual([64, 64]);
  });
});

describe('bad films', () => {
  test('empty, text, a wrong name', async () => {
    expect(await codeOf(new Uint8Array())).toBe('file-empty');
    expect(await codeOf(new TextEncoder().encode('I am a text that calls itself a film.'))).toBe('not-an-image');
  });

  test.each(['image/jpeg', 'image/png', 'image/webp'] as const)('cut off: %s', async (type) => {
    const whole = await encodeFilm(200, 150, (x, y) => [(x * y) & 255, x & 255, y & 255], type);
    expect(await codeOf(whole)).toBe('none');
    for (const share of [0.5, 0.9]) expect(await codeOf(whole.slice(0, whole.length * share))).toBe('image-damaged');
  });

  test('a PNG with noise inside', async () => {
    const png = await encodeFilm(64, 64, (x, y) => [(x * y) & 255, x, y], 'image/png');
    expect(await codeOf(png.map((byte, i) => (i > 60 && i < 90 ? byte ^ 0x5a : byte)))).toBe('image-damaged');
  });

  test('20,000 × 20,000 is refused by its header, before decoding', async () => {
    const png = await encodeFilm(8, 8, GREY_RAMP, 'image/png');
    new DataView(png.buffer).setUint32(16, 20_000);
    new DataView(png.buffer).setUint32(20, 20_000);
    const decode = vi.spyOn(globalThis, 'createImageBitmap');
    expect(await codeOf(png)).toBe('image-too-large');
    expect(decode).not.toHaveBeenCalled();
  });
});
