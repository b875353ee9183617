/** A network's outputs on labelled films, by column. */
export interface ScoredFilms {
  /** Class index of each film, `[films]`. */
  readonly labels: Uint8Array;
  /** Softmax over all outputs, `[films, outputs]`. */
  readonly probabilities: Float32Array;
  /** At least the number of classes; the paper's network has ten outputs for two classes. */
  readonly outputs: number;
}

/** Index of the largest output of each film (the first of equals, as `argmax`). */
export function predictedOutputs({ labels, probabilities, outputs }: ScoredFilms): Uint8Array {
  return labels.map((_, film) => {
    let best = film * outputs;
    for (let i = best + 1; i < (film + 1) * outputs; i++) {
      if ((probabilities[i] as number) > (probabilities[best] as number)) best = i;
    }
    return best - film * outputs;
  });
}

/**
 * Probability of `label` among the first `classes` outputs, `p_label / (p_0 + … + p_{classes-1})`, `[films]`.
 * Outputs beyond the classes are never the truth, so ranking measures leave them out; NaN stays NaN.
 */
export function classScores(films: ScoredFilms, label: number, classes: number): Float64Array {
  const { probabilities, outputs } = films;
  return Float64Array.from(films.labels, (_, film) => {
    let total = 0;
    for (let c = 0; c < classes; c++) total += probabilities[film * outputs + c] as number;
    return (probabilities[film * outputs + label] as number) / total;
  });
}
