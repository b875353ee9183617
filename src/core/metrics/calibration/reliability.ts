import { type Figure, type Interval, isMissing, type Missing } from '../figure.ts';
import { wilsonInterval } from '../interval.ts';
import { problemOf, type Scores } from '../scores.ts';

/** Bins of equal width, unless told otherwise. */
const BINS = 10;

/** Films whose probability lies in `(from, to]` (the first bin with its lower end). */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly films: number;
  /** Of these, films for which the event came true. */
  readonly events: number;
  /** Mean probability said; missing in an empty bin. */
  readonly predicted: Figure;
  /** Share that came true. */
  readonly observed: Figure;
  /** Wilson's, films taken for independent. */
  readonly interval: Interval | Missing;
}

/** A reliability diagram and the error that sums it up. */
export interface Reliability {
  readonly bins: readonly ReliabilityBin[];
  /** Mean distance between said and seen, weighted by films. Given without an interval: it is biased upwards and depends on the bins. */
  readonly error: Figure;
}

/**
 * Reliability of the positive class of two; of more classes, of the answer given (probability of the likeliest class against
 * whether it is the truth, Guo et al. 2017). Bin edges as in scikit-learn's `calibration_curve`.
 */
export function reliabilityOf(scores: Scores, bins: number = BINS): Reliability {
  const problem = problemOf(scores);
  if (problem) return { bins: [], error: problem };
  const { probability, event } = scores.classes === 2 ? positiveOfTwo(scores) : answerGiven(scores);
  return binned(probability, event, bins);
}

interface Said {
  readonly probability: Float64Array;
  readonly event: Uint8Array;
}

function binned(probability: Float64Array, event: Uint8Array, bins: number): Reliability {
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => (i === bins ? 1 : i * (1 / bins)));
  const inner = edges.subarray(1, bins);
  const sums = { films: new Float64Array(bins), events: new Float64Array(bins), said: new Float64Array(bins) };
  probability.forEach((p, film) => {
    const bin = inner.reduce((above, edge) => above + (edge < p ? 1 : 0), 0);
    sums.films[bin] = (sums.films[bin] as number) + 1;
    sums.events[bin] = (sums.events[bin] as number) + (event[film] as number);
    sums.said[bin] = (sums.said[bin] as number) + p;
  });
  const made = Array.from(sums.films, (films, i) => {
    const events = sums.events[i] as number;
    const share = (part: number): Figure => (films ? part / films : { reason: 'no-films' });
    return {
      from: edges[i] as number,
      to: edges[i + 1] as number,
      films,
      events,
      predicted: share(sums.said[i] as number),
      observed: share(events),
      interval: wilsonInterval(events, films),
    };
  });
  return { bins: made, error: errorOf(made, probability.length) };
}

function errorOf(bins: readonly ReliabilityBin[], films: number): number {
  return bins.reduce((sum, bin) => {
    if (isMissing(bin.predicted) || isMissing(bin.observed)) return sum;
    return sum + (bin.films / films) * Math.abs(bin.predicted - bin.observed);
  }, 0);
}

function positiveOfTwo({ labels, probabilities, positive }: Scores): Said {
  return {
    probability: Float64Array.from(labels, (_, film) => probabilities[film * 2 + positive] as number),
    event: labels.map((label) => (label === positive ? 1 : 0)),
  };
}

function answerGiven({ labels, probabilities, classes }: Scores): Said {
  const probability = new Float64Array(labels.length);
  const event = labels.map((label, film) => {
    const row = probabilities.subarray(film * classes, (film + 1) * classes);
    const answer = row.indexOf(Math.max(...row));
    probability[film] = row[answer] as number;
    return answer === label ? 1 : 0;
  });
  return { probability, event };
}
