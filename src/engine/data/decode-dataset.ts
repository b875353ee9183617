import type { FilmFacts } from '../../core/dataset/facts.ts';
import type { Ignored } from '../../core/dataset/types.ts';
import type { DecodeSettings } from '../../core/pixels/settings.ts';
import type { DecodeProgress } from '../../core/training/exchange.ts';
import { decodeInPool, type PoolHost } from '../decode/pool.ts';
import { PixelStore } from '../pixel-store.ts';
import { collectFacts } from './collect-facts.ts';
import type { OpenedDataset } from './opened-dataset.ts';

/** How decoding is watched and stopped. */
export interface DecodeControl {
  readonly onProgress: (progress: DecodeProgress) => void;
  readonly signal: AbortSignal;
}

/** Who is told what decoding finds, film after film, beside the progress. */
export interface DatasetControl extends DecodeControl {
  readonly onLearned: (facts: FilmFacts, failed: PixelStore['failed']) => void;
  /** The store before its first film, then each film that is in it or never will be. */
  readonly onStore: (store: PixelStore) => void;
  readonly onStored: (film: number) => void;
}

/** Decoded films, what was learned of them and the seconds they took. */
export interface DecodedDataset {
  readonly store: PixelStore;
  readonly facts: FilmFacts;
  readonly seconds: number;
}

/** Milliseconds between two reports of progress at least. */
const REPORT_EVERY = 250;

/** Decodes every film of a dataset in the pool. Throws `out-of-memory`, `worker-crashed`, AbortError. */
export async function decodeDataset(
  { source, index }: OpenedDataset,
  settings: DecodeSettings,
  host: PoolHost,
  control: DatasetControl,
): Promise<DecodedDataset> {
  const started = performance.now();
  const store = new PixelStore(index.paths.length, settings);
  control.onStore(store);
  const collector = collectFacts(index);
  const count = makeCounter(index.paths.length, started, control.onProgress);
  await decodeInPool(host, {
    films: index.paths.length,
    settings,
    handle: (film) => source.film(index.paths[film] as string),
    wantsDigest: (film) => collector.wantsDigest(film),
    onFilm: (film, decoded) => {
      collector.note(film, decoded);
      if ('data' in decoded) store.put(film, decoded);
      else store.fail(film, decoded.failed);
      control.onStored(film);
      control.onLearned(collector.facts, store.failed);
      count();
    },
    signal: control.signal,
  });
  return { store, facts: collector.facts, seconds: (performance.now() - started) / 1000 };
}

/** The films that could not be decoded, with the reason, in the order of the index. */
export function listFailed(store: PixelStore, paths: readonly string[]): Ignored[] {
  const inOrder = [...store.failed].sort(([a], [b]) => a - b);
  return inOrder.map(([sample, reason]) => ({ path: paths[sample] as string, reason }));
}

function makeCounter(total: number, started: number, onProgress: DecodeControl['onProgress']): () => void {
  let done = 0;
  let reported = started;
  return () => {
    done++;
    const now = performance.now();
    if (done < total && now - reported < REPORT_EVERY) return;
    reported = now;
    onProgress({ done, total, filmsPerSecond: (1000 * done) / Math.max(1, now - started) });
  };
}
