import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isGrey, swapRedAndBlue, toLuma, toRgb } from './grey.ts';
import { Image } from './image.ts';
import { type Orientation, swapsSides, upright } from './orientation.ts';
import { nearestPick, resizeAntialiased, resizeNearest } from './resize.ts';
import { smallestCover } from './scaled-size.ts';

test('an image of another size than its bytes cannot be made', () => {
  expect(() => new Image(4, 4, 3, new Uint8Array(16))).toThrow(RangeError);
  expect(new Image(4, 4, 1, new Uint8Array(16)).data).toHaveLength(16);
});

describe('grey', () => {
  test('is zero chroma in every pixel', () => {
    expect(isGrey(Uint8Array.of(7, 7, 7, 9, 9, 9), 3)).toBe(true);
    expect(isGrey(Uint8Array.of(7, 7, 7, 9, 9, 8), 3)).toBe(false);
    expect(isGrey(Uint8Array.of(7, 7, 7, 255, 9, 9, 9, 0), 4)).toBe(true);
    expect(isGrey(Uint8Array.of(7, 8, 7, 255), 4)).toBe(false);
  });

  test('luma of a grey pixel is itself; of colours it is what Pillow gives', () => {
    const greys = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect(toLuma(toRgb(greys))).toEqual(greys);
    // PIL.Image.new('RGB', (1, 1), colour).convert('L')
    const colours = [255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 200, 30, 77, 11, 201];
    expect([...toLuma(Uint8Array.from(colours))]).toEqual([76, 150, 29, 124, 52]);
    expect([...swapRedAndBlue(Uint8Array.of(1, 2, 3, 4, 5, 6))]).toEqual([3, 2, 1, 6, 5, 4]);
  });
});

describe('smallestCover', () => {
  test.each([
    [734, 307, 64, 2, 184, 77],
    [846, 468, 128, 3, 318, 176],
    [1349, 1005, 64, 1, 169, 126],
    [224, 224, 64, 3, 84, 84],
    [64, 64, 64, 8, 64, 64],
    [50, 400, 64, 8, 50, 400],
  ])('%i × %i for %i: %i/8', (width, height, target, eighths, w, h) => {
    expect(smallestCover(width, height, target)).toEqual({ eighths, width: w, height: h });
  });

  test('covers the target on both sides, and an eighth less would not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 16, max: 512 }),
        (w, h, target) => {
          const { eighths, width, height } = smallestCover(w, h, target);
          if (Math.min(w, h) >= target) expect(Math.min(width, height)).toBeGreaterThanOrEqual(target);
          else expect([width, height]).toEqual([w, h]);
          const less = (side: number) => Math.ceil((side * (eighths - 1)) / 8);
          if (eighths < 8) expect(Math.min(less(w), less(h))).toBeLessThan(target);
        },
      ),
    );
  });
});

describe('resizing', () => {
  const raster = (width: number, height: number, at: (x: number, y: number) => number) => ({
    width,
    height,
    data: Uint8Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width))),
    stride: 1,
    channels: 1 as const,
  });

  test('nearest takes the pixel under the middle', () => {
    expect([...nearestPick(4, 2)]).toEqual([1, 3]);
    expect([...nearestPick(2, 4)]).toEqual([0, 0, 1, 1]);
    expect([
      ...resizeNearest(
        raster(4, 4, (x, y) => 10 * y + x),
        2,
      ),
    ]).toEqual([11, 13, 31, 33]);
  });

  test('antialiased: a flat picture stays flat at any size, up and down', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 90 }),
        fc.nat({ max: 255 }),
        (w, h, grey) => {
          expect(
            new Set(
              resizeAntialiased(
                raster(w, h, () => grey),
                16,
              ),
            ),
          ).toEqual(new Set([grey]));
        },
      ),
    );
  });

  test('antialiased: stripes finer than the target become their mean, where nearest keeps stripes', () => {
    const stripes = raster(256, 256, (x) => (x % 2) * 200);
    const inner = [...resizeAntialiased(stripes, 32)];
    expect(Math.max(...inner.map((grey) => Math.abs(grey - 100)))).toBeLessThanOrEqual(4);
    expect(new Set(resizeNearest(stripes, 32)).size).toBe(1);
  });

  test('antialiased: as Pillow with BILINEAR, which rounds once more in between', () => {
    // Image.fromarray((40 * y + 13 * x) % 256, 9 × 6).resize((4, 4), BILINEAR)
    const pillow = [26, 52, 82, 108, 82, 108, 138, 164, 140, 166, 196, 190, 196, 218, 131, 82];
    const picture = raster(9, 6, (x, y) => (40 * y + 13 * x) % 256);
    const differences = [...resizeAntialiased(picture, 4)].map((grey, i) => Math.abs(grey - (pillow[i] as number)));
    expect(Math.max(...differences)).toBeLessThanOrEqual(1);
  });

  test('reads the colours of every fourth byte', () => {
    const rgba = Uint8Array.from({ length: 64 }, (_, i) => [10, 20, 30, 255][i % 4] as number);
    const source = { width: 4, height: 4, data: rgba, stride: 4, channels: 3 as const };
    for (const resize of [resizeNearest, resizeAntialiased]) {
      expect([...resize(source, 2)]).toEqual([10, 20, 30, 10, 20, 30, 10, 20, 30, 10, 20, 30]);
    }
  });
});

describe('upright', () => {
  // The picture `1 2 / 3 4 / 5 6` as each orientation stores it.
  test.each<[Orientation, number, number[]]>([
    [1, 2, [1, 2, 3, 4, 5, 6]],
    [2, 2, [2, 1, 4, 3, 6, 5]],
    [3, 2, [6, 5, 4, 3, 2, 1]],
    [4, 2, [5, 6, 3, 4, 1, 2]],
    [5, 3, [1, 3, 5, 2, 4, 6]],
    [6, 3, [2, 4, 6, 1, 3, 5]],
    [7, 3, [6, 4, 2, 5, 3, 1]],
    [8, 3, [5, 3, 1, 6, 4, 2]],
  ])('orientation %i', (orientation, width, stored) => {
    const data = new Uint8Array(Uint32Array.from(stored).buffer);
    const shown = upright({ width, height: 6 / width, data, blueFirst: false }, orientation);
    expect([shown.width, shown.height]).toEqual([2, 3]);
    expect([...new Uint32Array(shown.data.buffer, shown.data.byteOffset, 6)]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(swapsSides(orientation)).toBe(width === 3);
  });
});
