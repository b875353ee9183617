import { WHOLE } from '../../core/augment/crop.ts';
import type { Transform } from '../../core/augment/transform.ts';
import type { Sampler } from '../augment/augment.ts';
import { formulaPicture } from '../fixtures/formula.ts';
import { type KerasTransform, kerasTransforms } from '../fixtures/keras.ts';

/** A fixture with the name of its transform. */
export type NamedCase = KerasTransform & { readonly name: string };

/** Keras' results on square pictures; a network's films are square. */
export function squareCases(): NamedCase[] {
  return kerasTransforms()
    .filter(({ width, height }) => width === height)
    .map((c) => ({
      ...c,
      name: `rotate ${c.thetaDegrees}° shear ${c.shearDegrees}° zoom ${c.zx}/${c.zy} flip ${c.flip} × ${c.channels}`,
    }));
}

/** Mean absolute error of a sampler against Keras over the whole picture, in steps of a byte. */
export function errorAgainstKeras(sampler: Sampler, fixture: KerasTransform): number {
  const { width: size, picture, pixels } = fixture;
  const channels = fixture.channels as 1 | 3;
  const data = Uint8Array.from(formulaPicture({ width: size, height: size, channels }, picture));
  const out = sampler({ data, size, channels }, [toTransform(fixture)]);
  return out.reduce((sum, byte, i) => sum + Math.abs(byte - (pixels[i] as number)), 0) / out.length;
}

function toTransform({ thetaDegrees, shearDegrees, zx, zy, flip }: KerasTransform): Transform {
  return {
    rotationDegrees: thetaDegrees,
    shearDegrees,
    zoomX: zx,
    zoomY: zy,
    mirror: flip,
    brightness: 0,
    contrast: 1,
    crop: WHOLE,
  };
}
