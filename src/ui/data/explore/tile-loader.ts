import type { FilmTiles } from '../../../core/dataset/explore.ts';

/** Decoded bytes kept for scrolling back, RGBA. */
const MOST_BYTES = 48e6;

/** Films in one call, so that the first rows do not wait for the last. */
const MOST_IN_CALL = 64;

/** A film's picture: the square at height `y` of a sheet of them. */
export interface Tile {
  readonly sheet: ImageBitmap;
  readonly y: number;
  readonly size: number;
}

/**
 * Pictures of films for the gallery: what is wanted within a frame is asked for together, and the newest are kept.
 * A film that scrolls away before its turn is not asked for.
 */
export class TileLoader {
  readonly #fetch: (samples: Uint32Array) => Promise<FilmTiles | null>;
  readonly #kept = new Map<number, Tile>();
  readonly #wanted = new Map<number, Set<(tile: Tile) => void>>();
  #isAsking = false;

  constructor(fetch: (samples: Uint32Array) => Promise<FilmTiles | null>) {
    this.#fetch = fetch;
  }

  /** Calls `show` once the tile is there, at once when it is kept; gives the way to take the wish back. */
  want(sample: number, show: (tile: Tile) => void): () => void {
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
      const tiles = await this.#fetch(samples)
        .then((films) => films && toTiles(films))
        .catch(() => null);
      samples.forEach((sample, i) => {
        this.#hand(sample, tiles?.[i] ?? null);
      });
    }
    this.#isAsking = false;
  }

  #hand(sample: number, tile: Tile | null): void {
    const shows = this.#wanted.get(sample);
    this.#wanted.delete(sample);
    if (!tile) return;
    this.#kept.set(sample, tile);
    const most = Math.max(1, Math.floor(MOST_BYTES / (4 * tile.size ** 2)));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= most) break;
      this.#kept.delete(oldest);
    }
    for (const show of shows ?? []) show(tile);
  }
}

/** One sheet for all films of a call: each bitmap of its own would cost more than its pixels. */
async function toTiles(films: FilmTiles): Promise<Tile[]> {
  const { data, size, channels } = films;
  const count = data.length / (size * size * channels);
  const sheet = await createImageBitmap(toImage(films, 0, count));
  return Array.from({ length: count }, (_, i) => ({ sheet, y: i * size, size }));
}

/** The film at place `i` as pixels of a canvas, or `count` films from there on, one below the other. */
export function toImage({ data, size, channels }: FilmTiles, i: number, count = 1): ImageData {
  const image = new ImageData(size, size * count);
  const { data: rgba } = image;
  for (let to = 0, at = i * size * size * channels; to < rgba.length; to += 4, at += channels) {
    rgba[to] = data[at] as number;
    rgba[to + 1] = data[channels === 3 ? at + 1 : at] as number;
    rgba[to + 2] = data[channels === 3 ? at + 2 : at] as number;
    rgba[to + 3] = 255;
  }
  return image;
}
