import { type Scores, toScores } from '../metrics/scores.ts';

/** By what a network's answers are kept: one set for each. */
export interface AnswersKey {
  /** Id of the run or model. */
  readonly network: string;
  readonly weights: 'last' | 'best';
  readonly split: 'validation' | 'test';
  /** Fingerprint of the dataset. */
  readonly fingerprint: string;
}

/** A network's answers on the films of a split, kept so that another network can be compared with it without asking it again. */
export interface KeptAnswers extends AnswersKey {
  readonly version: 1;
  /** ISO 8601. */
  readonly savedAt: string;
  /** What is known of the network: preset, epochs, seed; null for one from files. */
  readonly recipe: { readonly preset: string; readonly epochs: number; readonly seed: number } | null;
  readonly classNames: readonly string[];
  /** Label of the class a finding stands for. */
  readonly positive: number;
  /** Sample, label and patient of each film, `[films]`. */
  readonly samples: Uint32Array;
  readonly labels: Uint8Array;
  readonly patients: Int32Array;
  /** Softmax over all outputs, `[films, outputs]`. */
  readonly probabilities: Float32Array;
  readonly outputs: number;
}

/** Kept answers ready for statistics. */
export function scoresOf({ labels, probabilities, outputs, classNames, patients, positive }: KeptAnswers): Scores {
  return toScores({ labels, probabilities, outputs }, { classes: classNames.length, clusters: patients, positive });
}

/** Whether both are of the very same films, told the same, so that they may be compared. */
export function areOfSameFilms(a: KeptAnswers, b: KeptAnswers): boolean {
  return (
    a.fingerprint === b.fingerprint &&
    a.split === b.split &&
    a.positive === b.positive &&
    isSame(a.classNames, b.classNames) &&
    isSame(a.samples, b.samples) &&
    isSame(a.labels, b.labels) &&
    isSame(a.patients, b.patients)
  );
}

function isSame<T>(a: ArrayLike<T>, b: ArrayLike<T>): boolean {
  return a.length === b.length && Array.from(a).every((value, i) => value === b[i]);
}
