import { describe, expect, test } from 'vitest';
import { drawTransform, type Transform } from '../../core/augment/transform.ts';
import { makeRng } from '../../core/base/rng.ts';
import { formulaPicture } from '../fixtures/formula.ts';
import { errorAgainstKeras, squareCases } from '../testing/keras-cases.ts';
import { augmentFilms, type FilmStack, type Sampler, samplePlain } from './augment.ts';
import { makeCanvasSampler } from './canvas-sampler.ts';

const sampleCanvas = makeCanvasSampler() as Sampler;

describe('canvas sampler against Keras', () => {
  test.each(squareCases())('$name', (fixture) => {
    expect(errorAgainstKeras(sampleCanvas, fixture)).toBeLessThan(1.5);
  });
});

/** A batch of different pictures and different transforms. */
function batch(
  [films, size, channels]: readonly [number, number, 1 | 3],
  crop = 0,
): { stack: FilmStack; transforms: Transform[] } {
  const filmBytes = size * size * channels;
  const data = new Uint8Array(films * filmBytes);
  for (let i = 0; i < films; i++)
    data.set(formulaPicture({ width: size, height: size, channels }, i % 12), i * filmBytes);
  const bends = { shearDegrees: 5, zoom: 0.3, rotationDegrees: 10, mirror: true };
  const policy = { ...bends, brightness: 0.2, contrast: 0.2, crop, cropAspect: crop / 4 };
  const transforms = Array.from({ length: films }, (_, i) => drawTransform(policy, makeRng(3, i)));
  return { stack: { data, size, channels }, transforms };
}

describe('whole batches', () => {
  test.each([
    [1, 64, 1, 0],
    [32, 64, 1, 0],
    [33, 32, 3, 0],
    [70, 300, 1, 0],
    [64, 64, 1, 0.8],
    [40, 128, 1, 0.9],
  ] as const)(
    '%i films of %i px × %i, crop %s: each its own film, no neighbour leaks in',
    (films, size, channels, crop) => {
      const { stack, transforms } = batch([films, size, channels], crop);
      const canvas = augmentFilms(stack, transforms, sampleCanvas);
      const plain = augmentFilms(stack, transforms, samplePlain);
      const filmBytes = canvas.length / films;
      for (let film = 0; film < films; film++) {
        let error = 0;
        for (let i = film * filmBytes; i < (film + 1) * filmBytes; i++) {
          error += Math.abs((canvas[i] as number) - (plain[i] as number));
        }
        expect(error / filmBytes).toBeLessThan(1.5);
      }
    },
  );

  test('the same films and transforms give the same bytes', () => {
    const { stack, transforms } = batch([32, 64, 1]);
    expect(sampleCanvas(stack, transforms)).toEqual(sampleCanvas(stack, transforms));
  });
});
