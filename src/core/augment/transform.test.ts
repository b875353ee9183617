import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeRng } from '../base/rng.ts';
import { WHOLE } from './crop.ts';
import { type AugmentationPolicy, NO_AUGMENTATION, PAPER_AUGMENTATION } from './policy.ts';
import { sampleAffine } from './sample-affine.ts';
import { affineOf, drawTransform, toneTable } from './transform.ts';

const STRONG: AugmentationPolicy = {
  shearDegrees: 5,
  zoom: 0.3,
  rotationDegrees: 10,
  mirror: true,
  brightness: 0.4,
  contrast: 0.4,
  crop: 0.9,
  cropAspect: 0.25,
};
const NOTHING = drawTransform(NO_AUGMENTATION, makeRng(1));

describe('drawTransform', () => {
  test('stays within the ranges of its policy', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const drawn = drawTransform(STRONG, makeRng(seed));
        expect(Math.abs(drawn.rotationDegrees)).toBeLessThanOrEqual(10);
        expect(Math.abs(drawn.shearDegrees)).toBeLessThanOrEqual(5);
        expect(Math.max(Math.abs(drawn.zoomX - 1), Math.abs(drawn.zoomY - 1))).toBeLessThanOrEqual(0.3);
        expect(Math.abs(drawn.brightness)).toBeLessThanOrEqual(0.4);
        expect(Math.abs(drawn.contrast - 1)).toBeLessThanOrEqual(0.4);
      }),
    );
  });

  test("the paper's draws fill their ranges, axes apart, one half mirrored", () => {
    const draws = Array.from({ length: 2000 }, (_, i) =>
      drawTransform(PAPER_AUGMENTATION, makeRng(1, 'augment', 0, i)),
    );
    const mean = (of: (t: (typeof draws)[number]) => number) => draws.reduce((sum, t) => sum + of(t), 0) / draws.length;
    expect(mean((t) => Number(t.mirror))).toBeCloseTo(0.5, 1);
    expect(mean((t) => t.zoomX)).toBeCloseTo(1, 1);
    expect(mean((t) => (t.zoomX - 1) ** 2)).toBeCloseTo(0.2 ** 2 / 3, 2);
    expect(Math.abs(mean((t) => (t.zoomX - 1) * (t.zoomY - 1)))).toBeLessThan(0.002);
    expect(mean((t) => Math.abs(t.shearDegrees))).toBeCloseTo(0.1, 1);
    expect(draws.every((t) => t.rotationDegrees === 0 && t.brightness === 0 && t.contrast === 1)).toBe(true);
  });

  test('nothing asked, nothing done', () => {
    const { xx, xy, yx, yy } = affineOf(NOTHING);
    expect([xx, Math.abs(xy), yx, yy]).toEqual([1, 0, 0, 1]);
    expect(NOTHING.crop).toBe(WHOLE);
    expect(NOTHING.mirror).toBe(false);
    expect([...toneTable(NOTHING)]).toEqual(Array.from({ length: 256 }, (_, i) => i));
  });
});

describe('random resized crop', () => {
  const crops = Array.from({ length: 3000 }, (_, i) => drawTransform(STRONG, makeRng(1, 'augment', 0, i)).crop);

  test('stays inside the film, within its area and aspect, and fills them', () => {
    const areas = crops.map(({ width, height }) => width * height);
    const aspects = crops.map(({ width, height }) => width / height);
    expect(Math.min(...areas)).toBeGreaterThanOrEqual(0.1);
    expect(Math.min(...areas)).toBeLessThan(0.11);
    expect(Math.max(...areas)).toBeGreaterThan(0.97);
    expect(Math.min(...aspects)).toBeGreaterThanOrEqual(0.75);
    expect(Math.max(...aspects)).toBeLessThanOrEqual(1 / 0.75);
    expect(Math.max(...aspects) - Math.min(...aspects)).toBeGreaterThan(0.55);
    for (const { width, height, dx, dy } of crops) {
      expect(Math.max(Math.abs(dx) + width / 2, Math.abs(dy) + height / 2)).toBeLessThanOrEqual(0.5 + 1e-12);
    }
    // Large areas of a stretched shape do not fit and are drawn again, so the mean is a little under 0.55.
    expect(areas.reduce((a, b) => a + b) / areas.length).toBeCloseTo(0.49, 1);
    expect(Math.abs(crops.reduce((sum, { dx }) => sum + dx, 0) / crops.length)).toBeLessThan(0.01);
  });

  test('the other draws are those of the same policy without a crop', () => {
    const { crop, ...rest } = drawTransform(STRONG, makeRng(5));
    const { crop: whole, ...same } = drawTransform({ ...STRONG, crop: 0, cropAspect: 0 }, makeRng(5));
    expect(rest).toEqual(same);
    expect(crop).not.toEqual(whole);
  });

  test('its corners come to the corners of the square, whatever its place', () => {
    const crop = { width: 0.5, height: 0.25, dx: 0.1, dy: -0.2 };
    const { xx, xy, yx, yy, dx, dy } = affineOf({ ...NOTHING, crop });
    const map = (x: number, y: number) => [xx * x + xy * y + dx, yx * x + yy * y + dy];
    const corners = [map(-0.5, -0.5), map(0.5, 0.5)].flat();
    for (const [i, at] of [-0.15, -0.325, 0.35, -0.075].entries()) expect(corners[i]).toBeCloseTo(at, 12);
  });
});

test('tones: contrast about mid grey, then brightness, clamped', () => {
  const table = toneTable({ ...NOTHING, contrast: 0.5, brightness: 0.1 });
  expect([table[0], table[127], table[255]]).toEqual([89, 153, 217]);
  expect(toneTable({ ...NOTHING, brightness: 0.4 })[250]).toBe(255);
});

describe('sampleAffine', () => {
  const film = { data: Uint8Array.from({ length: 64 }, (_, i) => (i * 37) % 251), size: 8, channels: 1 as const };
  const through = (transform: typeof NOTHING) => {
    const out = new Uint8Array(64);
    sampleAffine(film, affineOf(transform), out);
    return out;
  };

  test('identity and mirror are exact', () => {
    expect(through(NOTHING)).toEqual(film.data);
    const mirrored = film.data.map((_, i) => film.data[i - (i % 8) + 7 - (i % 8)] as number);
    expect(through({ ...NOTHING, mirror: true })).toEqual(mirrored);
  });

  test('a quarter of the film fills the square', () => {
    const flat = { ...film, data: film.data.map((_, i) => (i % 8 < 4 && i < 32 ? 200 : 10)) };
    const out = new Uint8Array(64);
    sampleAffine(flat, affineOf({ ...NOTHING, crop: { width: 0.5, height: 0.5, dx: -0.25, dy: -0.25 } }), out);
    expect(out.subarray(0, 7)).toEqual(new Uint8Array(7).fill(200));
    // Half a source pixel past the last centre the neighbours show.
    expect(out[63]).toBeLessThan(200);
  });

  test('beyond the edge the edge repeats', () => {
    const out = through({ ...NOTHING, zoomX: 3, zoomY: 1 });
    expect(out[0]).toBe(film.data[0]);
    expect(out[1]).toBe(film.data[0]);
    expect(out[7]).toBe(film.data[7]);
  });
});
