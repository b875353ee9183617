/** Side of the covered patch, and steps between two, in shares of the film's side. */
const PATCH = 1 / 8;
const STEP = 1 / 16;

/** Patches that are slid over a film: side and left upper corners, pixels. */
export interface Patches {
  readonly side: number;
  readonly corners: readonly (readonly [number, number])[];
}

/** Patches of an eighth of the film's side, a sixteenth apart, up to its very edges; 225 of them. */
export function patchesOf(size: number): Patches {
  const side = Math.max(1, Math.round(size * PATCH));
  const step = Math.max(1, Math.round(size * STEP));
  const starts: number[] = [];
  for (let start = 0; start < size - side; start += step) starts.push(start);
  starts.push(size - side);
  return { side, corners: starts.flatMap((row) => starts.map((column) => [row, column] as const)) };
}

/** A film with the patch at that corner in the film's own mean, channel by channel. */
export function covered(
  film: Uint8Array,
  [top, left]: readonly [number, number],
  { side, size, channels }: FilmShape & Pick<Patches, 'side'>,
): Uint8Array {
  const copy = film.slice();
  const means = meansOf(film, channels);
  for (let row = top; row < top + side; row++) {
    for (let column = left; column < left + side; column++) {
      copy.set(means, (row * size + column) * channels);
    }
  }
  return copy;
}

/** How a film lies in its bytes. */
export interface FilmShape {
  readonly size: number;
  readonly channels: 1 | 3;
}

function meansOf(film: Uint8Array, channels: number): Uint8Array {
  const sums = new Float64Array(channels);
  film.forEach((value, i) => {
    sums[i % channels] = (sums[i % channels] as number) + value;
  });
  return Uint8Array.from(sums, (sum) => Math.round((sum * channels) / film.length));
}

/** Each pixel's heat: the mean of what was lost by the patches over it, no less than zero. */
export function heatOf(losses: ArrayLike<number>, { side, corners }: Patches, size: number): Float32Array {
  const sums = new Float64Array(size * size);
  const counts = new Uint16Array(size * size);
  corners.forEach(([top, left], patch) => {
    for (let row = top; row < top + side; row++) {
      for (let pixel = row * size + left; pixel < row * size + left + side; pixel++) {
        sums[pixel] = (sums[pixel] as number) + (losses[patch] as number);
        counts[pixel] = (counts[pixel] as number) + 1;
      }
    }
  });
  return Float32Array.from(sums, (sum, pixel) => Math.max(0, sum / Math.max(1, counts[pixel] as number)));
}
