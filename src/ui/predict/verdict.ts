/** What the network says of one film, in terms of its classes. */
export interface Verdict {
  /** Label of the strongest output; null when that output belongs to no class. */
  readonly label: number | null;
  /** Probability of each class among the classes, `p_k / (p_0 + … + p_{n-1})`; NaN where the network gives none. */
  readonly shares: readonly number[];
  /** The two strongest classes are so close that neither can be named with confidence. */
  readonly isClose: boolean;
}

/** Two classes closer than this are a coin toss. */
const CLOSE = 0.1;

/** Reads softmax outputs as a verdict over `classes`, logits divided by `temperature`; outputs beyond the classes are never the truth. */
export function toVerdict(probabilities: Float32Array, classes: number, temperature = 1): Verdict {
  let strongest = 0;
  probabilities.forEach((probability, output) => {
    if (probability > (probabilities[strongest] as number)) strongest = output;
  });
  // p^(1/T), made to add up to one, is the softmax of logits divided by T.
  const own = [...probabilities.slice(0, classes)].map((probability) => probability ** (1 / temperature));
  const total = own.reduce((sum, probability) => sum + probability, 0);
  const shares = own.map((probability) => probability / total);
  const [first = 0, second = 0] = shares.toSorted((a, b) => b - a);
  return { label: strongest < classes ? strongest : null, shares, isClose: first - second < CLOSE };
}
