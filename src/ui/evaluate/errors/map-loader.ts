/** Maps kept for scrolling back, bytes. */
const MOST_BYTES = 32e6;

/** Films in one call: the first maps stand before the last are asked for. */
const MOST_IN_CALL = 8;

/** A map of evidence, `[size, size]`. */
export interface HeatMap {
  readonly map: Float32Array;
  readonly size: number;
}

/** Asks for the maps of films by their places; null where they cannot be had. */
type FetchMaps = (places: readonly number[]) => Promise<readonly HeatMap[] | null>;

/** Maps for the tiles in view, asked for together; one whose tile goes before its turn is not asked for. */
export class MapLoader {
  readonly #fetch: FetchMaps;
  readonly #kept = new Map<number, HeatMap>();
  readonly #wanted = new Map<number, (map: HeatMap) => void>();
  #isAsking = false;

  constructor(fetch: FetchMaps) {
    this.#fetch = fetch;
  }

  /** Calls `show` once the map is there, at once when it is kept; gives the way to take the wish back. */
  want(place: number, show: (map: HeatMap) => void): () => void {
    const kept = this.#kept.get(place);
    if (kept) show(kept);
    else {
      this.#wanted.set(place, show);
      void this.#ask();
    }
    return () => {
      if (this.#wanted.get(place) === show) this.#wanted.delete(place);
    };
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    await new Promise((resolve) => setTimeout(resolve));
    while (this.#wanted.size > 0) {
      const places = [...this.#wanted.keys()].slice(0, MOST_IN_CALL);
      const maps = await this.#fetch(places);
      places.forEach((place, i) => {
        this.#hand(place, maps?.[i] ?? null);
      });
    }
    this.#isAsking = false;
  }

  #hand(place: number, map: HeatMap | null): void {
    const show = this.#wanted.get(place);
    this.#wanted.delete(place);
    if (!map) return;
    this.#kept.set(place, map);
    const most = Math.max(1, Math.floor(MOST_BYTES / map.map.byteLength));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= most) break;
      this.#kept.delete(oldest);
    }
    show?.(map);
  }
}
