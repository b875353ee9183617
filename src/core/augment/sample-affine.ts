import type { Affine } from './transform.ts';

/** A square of `size` pixels of `channels` bytes. */
export interface Square {
  readonly data: Uint8Array;
  readonly size: number;
  readonly channels: 1 | 3;
}

/** `film` through `affine`, bilinear, edge pixels repeated beyond the edge: Keras' `fill_mode='nearest'` with `order=1`. */
export function sampleAffine({ data, size, channels }: Square, affine: Affine, to: Uint8Array): void {
  const centre = size / 2 - 0.5;
  const [centreX, centreY] = [centre + affine.dx * size, centre + affine.dy * size];
  const last = size - 1;
  let at = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const [dx, dy] = [column - centre, row - centre];
      const x = clamp(centreX + affine.xx * dx + affine.xy * dy, last);
      const y = clamp(centreY + affine.yx * dx + affine.yy * dy, last);
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const right = Math.min(last, left + 1);
      const bottom = Math.min(last, top + 1);
      const [fx, fy] = [x - left, y - top];
      for (let c = 0; c < channels; c++) {
        const value = (px: number, py: number) => data[(py * size + px) * channels + c] as number;
        const upper = value(left, top) * (1 - fx) + value(right, top) * fx;
        const lower = value(left, bottom) * (1 - fx) + value(right, bottom) * fx;
        to[at++] = upper * (1 - fy) + lower * fy + 0.5;
      }
    }
  }
}

function clamp(value: number, last: number): number {
  return Math.max(0, Math.min(value, last));
}
