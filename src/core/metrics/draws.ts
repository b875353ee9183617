import type { Rng } from '../base/rng.ts';

/** Draws of a bootstrap, unless told otherwise. */
export const DRAWS = 2000;

/**
 * Cluster bootstrap: each draw takes as many patients as there are, with replacement, each with all their films
 * (Davison and Hinkley 1997, 3.8). Films of one child resemble each other; drawing films alone gives intervals that are too narrow.
 */
export class PatientDraws {
  readonly patients: number;
  readonly #patientOf: Int32Array;
  readonly #times: Uint16Array;
  readonly #weights: Float64Array;
  readonly #rng: Rng;

  constructor(clusters: Int32Array, rng: Rng) {
    const { patientOf, patients } = numberPatients(clusters);
    this.patients = patients;
    this.#patientOf = patientOf;
    this.#times = new Uint16Array(patients);
    this.#weights = new Float64Array(clusters.length);
    this.#rng = rng;
  }

  /** How often each film is in the next draw, `[films]`; the same array each time. */
  next(): Float64Array {
    this.#times.fill(0);
    for (let i = 0; i < this.patients; i++) {
      const drawn = this.#rng.below(this.patients);
      this.#times[drawn] = (this.#times[drawn] as number) + 1;
    }
    for (let film = 0; film < this.#weights.length; film++) {
      this.#weights[film] = this.#times[this.#patientOf[film] as number] as number;
    }
    return this.#weights;
  }
}

/** Patients numbered from 0 in order of appearance, and how many there are. */
function numberPatients(clusters: Int32Array): { patientOf: Int32Array; patients: number } {
  const numbers = new Map<number, number>();
  const patientOf = clusters.map((cluster) => {
    const known = numbers.get(cluster) ?? numbers.size;
    numbers.set(cluster, known);
    return known;
  });
  return { patientOf, patients: numbers.size };
}

/** Different patients among the films for which `counts` is true. */
export function countPatients(clusters: Int32Array, counts: (film: number) => boolean = () => true): number {
  return new Set(clusters.filter((_, film) => counts(film))).size;
}
