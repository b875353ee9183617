import type { FilmFilter, KnownFilms } from './choose-films.ts';

/** The films, and the filter that the page holds. */
export interface GalleryProps {
  readonly films: KnownFilms;
  readonly filter: FilmFilter;
  readonly onFilter: (filter: FilmFilter) => void;
}
