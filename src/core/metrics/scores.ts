import type { Missing } from './figure.ts';
import { predictedOutputs, type ScoredFilms } from './predictions.ts';

/** A network's answers on the films of one split, ready for every statistic. */
export interface Scores {
  /** Class index of each film, `[films]`. */
  readonly labels: Uint8Array;
  /** Among the classes only, each row adding up to one, `[films, classes]`. */
  readonly probabilities: Float64Array;
  readonly classes: number;
  /** Argmax over all outputs, `[films]`; `classes` stands for any output beyond the classes, which is always wrong. */
  readonly predicted: Uint8Array;
  /** Cross-entropy over all outputs, `[films]`: what the network was trained to lower. */
  readonly losses: Float64Array;
  /** Patient of each film, any numbers, `[films]`. */
  readonly clusters: Int32Array;
  /** The class that a finding stands for. */
  readonly positive: number;
}

/** One class against the rest. */
export interface BinaryScores {
  /** 1 for a film of the class, `[films]`. */
  readonly truth: Uint8Array;
  /** Probability of the class, `[films]`. */
  readonly scores: Float64Array;
  readonly clusters: Int32Array;
}

/** Where a float32 softmax ends; keeps logarithms finite. */
const SMALLEST = 1.401298464324817e-45;

/** The engine's outputs as `Scores`; probabilities are taken among the classes, so that the paper's ten outputs compare with two. */
export function toScores(
  films: ScoredFilms,
  about: { readonly classes: number; readonly clusters: Int32Array; readonly positive: number },
): Scores {
  const { classes } = about;
  const { labels, outputs } = films;
  const probabilities = new Float64Array(labels.length * classes);
  const losses = new Float64Array(labels.length);
  for (let film = 0; film < labels.length; film++) {
    const row = films.probabilities.subarray(film * outputs, film * outputs + classes);
    let total = 0;
    for (const p of row) total += p;
    for (let c = 0; c < classes; c++) probabilities[film * classes + c] = (row[c] as number) / total;
    losses[film] = -Math.log(Math.max(row[labels[film] as number] as number, SMALLEST));
  }
  const predicted = predictedOutputs(films).map((output) => Math.min(output, classes));
  return { ...about, labels, probabilities, predicted, losses };
}

/** Why nothing at all can be said of these answers, or null. */
export function problemOf({ labels, probabilities, losses }: Scores): Missing | null {
  if (labels.length === 0) return { reason: 'no-films' };
  return probabilities.some(Number.isNaN) || losses.some(Number.isNaN) ? { reason: 'not-a-number' } : null;
}

/** Films of class `label` against all others, scored by that class's probability. */
export function against({ labels, probabilities, classes, clusters }: Scores, label: number): BinaryScores {
  const truth = labels.map((own) => (own === label ? 1 : 0));
  const scores = Float64Array.from(labels, (_, film) => probabilities[film * classes + label] as number);
  return { truth, scores, clusters };
}

/** Class answered for each film at `threshold` on the positive class of two (`p ≥ threshold`), or by argmax where it is null. */
export function decide(scores: Scores, threshold: number | null): Uint8Array {
  const { predicted, probabilities, classes, positive } = scores;
  if (threshold === null || classes !== 2) return predicted;
  return predicted.map((_, film) =>
    (probabilities[film * classes + positive] as number) >= threshold ? positive : 1 - positive,
  );
}

/** The films for which `keep` is not zero. */
export function subset(scores: Scores, keep: ArrayLike<number>): Scores {
  const { labels, probabilities, classes, predicted, losses, clusters, positive } = scores;
  const chosen = (_: number, film: number) => Boolean(keep[film]);
  return {
    labels: labels.filter(chosen),
    probabilities: probabilities.filter((_, i) => Boolean(keep[Math.floor(i / classes)])),
    classes,
    predicted: predicted.filter(chosen),
    losses: losses.filter(chosen),
    clusters: clusters.filter(chosen),
    positive,
  };
}

/**
 * Logit of class `label` against the rest, `ln p − ln (1 − p)` with the rest summed rather than subtracted, so that a
 * saturated softmax stays finite, `[films]`.
 */
export function logitsAgainstRest({ labels, probabilities, classes }: Scores, label: number): Float64Array {
  return Float64Array.from(labels, (_, film) => {
    let rest = 0;
    for (let c = 0; c < classes; c++) if (c !== label) rest += probabilities[film * classes + c] as number;
    const own = probabilities[film * classes + label] as number;
    return Math.log(Math.max(own, SMALLEST)) - Math.log(Math.max(rest, SMALLEST));
  });
}

/** Logits of the classes up to a constant per film, from the probabilities, `[films, classes]`. */
export function classLogits({ probabilities }: Scores): Float64Array {
  return probabilities.map((p) => Math.log(Math.max(p, SMALLEST)));
}
