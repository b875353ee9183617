import { sampleAffine } from '../../core/augment/sample-affine.ts';
import { affineOf, type Transform, toneTable } from '../../core/augment/transform.ts';

/** Films side by side: `[n, size, size, channels]`. */
export interface FilmStack {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly size: number;
  readonly channels: 1 | 3;
}

/** Bends each film by its own transform; the geometry only. */
export type Sampler = (films: FilmStack, transforms: readonly Transform[]) => Uint8Array<ArrayBuffer>;

/** The films after their transforms: geometry by `sampler`, then contrast and brightness. */
export function augmentFilms(
  films: FilmStack,
  transforms: readonly Transform[],
  sampler: Sampler,
): Uint8Array<ArrayBuffer> {
  const data = sampler(films, transforms);
  const filmBytes = data.length / transforms.length;
  transforms.forEach((transform, film) => {
    if (transform.brightness === 0 && transform.contrast === 1) return;
    const table = toneTable(transform);
    for (let i = film * filmBytes; i < (film + 1) * filmBytes; i++) data[i] = table[data[i] as number] as number;
  });
  return data;
}

/** The sampler in plain TypeScript: where there is no canvas, or one that lies. */
export const samplePlain: Sampler = ({ data, size, channels }, transforms) => {
  const out = new Uint8Array(data.length);
  const filmBytes = size * size * channels;
  transforms.forEach((transform, film) => {
    const place = (of: Uint8Array) => of.subarray(film * filmBytes, (film + 1) * filmBytes);
    sampleAffine({ data: place(data), size, channels }, affineOf(transform), place(out));
  });
  return out;
};
