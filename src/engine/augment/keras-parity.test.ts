import { describe, expect, test } from 'vitest';
import { resizeNearest } from '../../core/pixels/resize.ts';
import { formulaPicture } from '../fixtures/formula.ts';
import { kerasResizes } from '../fixtures/keras.ts';
import { errorAgainstKeras, squareCases } from '../testing/keras-cases.ts';
import { samplePlain } from './augment.ts';

describe('plain sampler against Keras', () => {
  test.each(squareCases())('$name', (fixture) => {
    // Rounding to bytes costs 0.25 on average.
    expect(errorAgainstKeras(samplePlain, fixture)).toBeLessThan(0.3);
  });
});

describe('nearest resize equals Pillow', () => {
  test.each(kerasResizes())('$width × $height → $to', ({ width, height, picture, to, pixels }) => {
    const data = formulaPicture({ width, height, channels: 1 }, picture);
    expect(resizeNearest({ width, height, data, stride: 1, channels: 1 }, to)).toEqual(pixels);
  });
});
