import type { ShownFilms } from './use-maps.ts';

/** What is shown of an evaluation at an operating point. */
export interface JudgedFilms extends ShownFilms {
  /** The class that each film is called; beyond the classes where it is called none. */
  readonly answers: Uint8Array;
}

/** A ranking of films, and the one that is chosen. */
export interface RankedProps {
  readonly films: JudgedFilms;
  /** Places in the evaluation, in the order of the gallery. */
  readonly ranked: readonly number[];
  readonly rank: number;
  readonly onRank: (rank: number) => void;
}
