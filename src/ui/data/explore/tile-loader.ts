import type { FilmTiles } from '../../../core/dataset/explore.ts';

/** Decoded bytes kept for scrolling back, RGBA. */
const MOST_BYTES = 48e6;

/** Films in one call, so that the first rows do not wait for the last. */
const MOST_IN_CALL = 128;

/**
 * Pictures of films for the gallery: what is wanted within a frame is asked for together, and the newest are kept.
 * A film that scrolls away before its turn is not asked for.
 */
export class TileLoader {
  readonly #fetch: (samples: Uint32Array) => Promise<FilmTiles | null>;
  readonly #kept = new Map<number, ImageData>();
  readonly #wanted = new Map<number, Set<(tile: ImageData) => void>>();
  #isAsking = false;

  constructor(fetch: (samples: Uint32Array) => Promise<FilmTiles | null>) {
    this.#fetch = fetch;
  }

  /** Calls `show` once the tile is there, at once when it is kept; gives the way to take the wish back. */
  want(sample: number, show: (tile: ImageData) => void): () => void {
    const kept = this.#kept.get(sample);
    if (kept) {
      show(kept);
      return () => {};
    }
    const shows = this.#wanted.get(sample) ?? new Set();
    this.#wanted.set(sample, shows.add(show));
    void this.#ask();
    return () => {
      shows.delete(show);
      if (shows.size === 0 && this.#wanted.get(sample) === shows) this.#wanted.delete(sample);
    };
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    while (this.#wanted.size > 0) {
      const samples = Uint32Array.from([...this.#wanted.keys()].slice(0, MOST_IN_CALL));
      const tiles = await this.#fetch(samples).catch(() => null);
      samples.forEach((sample, i) => {
        this.#hand(sample, tiles && toImage(tiles, i));
      });
    }
    this.#isAsking = false;
  }

  #hand(sample: number, tile: ImageData | null): void {
    const shows = this.#wanted.get(sample);
    this.#wanted.delete(sample);
    if (!tile) return;
    this.#kept.set(sample, tile);
    const most = Math.max(1, Math.floor(MOST_BYTES / tile.data.length));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= most) break;
      this.#kept.delete(oldest);
    }
    for (const show of shows ?? []) show(tile);
  }
}

/** The film at place `i` as pixels of a canvas. */
export function toImage({ data, size, channels }: FilmTiles, i: number): ImageData {
  const image = new ImageData(size, size);
  const from = i * size * size * channels;
  for (let pixel = 0; pixel < size * size; pixel++) {
    const at = from + pixel * channels;
    image.data[4 * pixel] = data[at] as number;
    image.data[4 * pixel + 1] = data[channels === 3 ? at + 1 : at] as number;
    image.data[4 * pixel + 2] = data[channels === 3 ? at + 2 : at] as number;
    image.data[4 * pixel + 3] = 255;
  }
  return image;
}
