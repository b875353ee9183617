/**
 * A network's answers on its run's validation films after one epoch; kept in the browser only, never in files, since
 * samples can be told from it.
 */
export interface EpochOutputs {
  readonly version: 1;
  /** The run's id. */
  readonly run: string;
  /** From zero. */
  readonly epoch: number;
  /** Of all validation films every such one, from the first; see `everyFilm`. */
  readonly every: number;
  readonly outputs: number;
  readonly samples: Uint32Array;
  readonly labels: Uint8Array;
  /** Probabilities in steps of 1 / 65,535, `[films, outputs]`: none is off by more than 7.7e-6. */
  readonly steps: Uint16Array;
}

/** Steps of a kept probability. */
const STEPS = 65_535;

/** Most that a run keeps of its answers, bytes. */
const MOST_BYTES = 16e6;

/** Probabilities as they are kept. */
export function toSteps(probabilities: Float32Array): Uint16Array {
  return Uint16Array.from(probabilities, (p) => Math.round(p * STEPS));
}

/** Kept probabilities as numbers again, `[films, outputs]`. */
export function toProbabilities({ steps }: Pick<EpochOutputs, 'steps'>): Float32Array {
  return Float32Array.from(steps, (step) => step / STEPS);
}

/** Which films a run keeps answers of: every film, or every k-th where all of them over all epochs were beyond 16 MB. */
export function everyFilm(films: number, outputs: number, epochs: number): number {
  const bytes = films * epochs * (4 + 1 + 2 * outputs);
  return Math.max(1, Math.ceil(bytes / MOST_BYTES));
}
