import { AppError } from '../../core/base/errors.ts';
import { syntheticEntries } from '../../core/dataset/synthetic/films.ts';
import type { FilmSource } from './source.ts';

/** Chest-like pictures made on the spot from `seed`: for a first try without any data. */
export function openSynthetic(seed: number): FilmSource {
  const entries = syntheticEntries();
  const films = new Map(entries.map(({ path }, film) => [path, film]));
  return {
    kind: 'synthetic',
    name: `Synthetic films, seed ${seed}`,
    entries,
    film: async (path) => {
      const film = films.get(path);
      if (film === undefined) throw new AppError('file-vanished', { path });
      return { kind: 'synthetic', seed, film };
    },
  };
}
