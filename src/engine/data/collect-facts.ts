import { type FilmFacts, makeFacts, noteFilm } from '../../core/dataset/facts.ts';
import type { DatasetIndex } from '../../core/dataset/types.ts';
import type { DecodedFilm } from '../decode/pool-messages.ts';

/** Gathers what decoding tells of each film, so that no file is read twice. */
export interface FactsCollector {
  readonly facts: FilmFacts;
  /** Only files of one size can be byte for byte the same: the others need no digest. */
  wantsDigest(film: number): boolean;
  note(film: number, decoded: DecodedFilm): void;
}

/** A collector for the films of `index`. */
export function collectFacts({ sizes }: Pick<DatasetIndex, 'sizes'>): FactsCollector {
  const facts = makeFacts(sizes.length);
  const films = new Map<number, number>();
  for (const size of sizes) films.set(size, (films.get(size) ?? 0) + 1);
  return {
    facts,
    wantsDigest: (film) => (films.get(sizes[film] as number) ?? 0) > 1,
    note: (film, decoded) => {
      if ('reading' in decoded) noteFilm(facts, film, decoded.reading);
    },
  };
}
