import { type Figure, figureOr, type Reason } from '../figure.ts';
import { rank, walk } from '../ranking.ts';
import { type BinaryCounts, binaryRates } from '../rates.ts';
import type { BinaryScores } from '../scores.ts';

/** Counts at any threshold by one binary search: sorted once, asked at every move of a slider. */
export class ThresholdIndex {
  /** Distinct scores, falling: where counts change. */
  readonly cuts: Float64Array;
  readonly #tp: Uint32Array;
  readonly #fp: Uint32Array;

  /** Scores must be numbers. */
  constructor(films: Pick<BinaryScores, 'truth' | 'scores'>) {
    const ranking = rank(films);
    const counts: number[] = [];
    walk(ranking, new Float64Array(films.scores.length).fill(1), (tp, fp) => counts.push(tp, fp));
    this.cuts = Float64Array.from(
      ranking.order.filter((_, i) => ranking.last[i]),
      (film) => films.scores[film] as number,
    );
    this.#tp = Uint32Array.from(this.cuts, (_, i) => counts[2 * i] as number);
    this.#fp = Uint32Array.from(this.cuts, (_, i) => counts[2 * i + 1] as number);
  }

  /** Counts when films with a score of at least `threshold` are called positive. */
  at(threshold: number): BinaryCounts {
    let low = 0;
    let high = this.cuts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.cuts[middle] as number) >= threshold) low = middle + 1;
      else high = middle;
    }
    return this.atCut(low - 1);
  }

  /** Counts when the cut is `cuts[place]`; place -1 calls nothing positive. */
  atCut(place: number): BinaryCounts {
    const tp = this.#tp[place] ?? 0;
    const fp = this.#fp[place] ?? 0;
    return { tp, fp, fn: (this.#tp.at(-1) ?? 0) - tp, tn: (this.#fp.at(-1) ?? 0) - fp };
  }
}

/** Figures of one threshold. */
export type ThresholdFigures = Readonly<
  Record<
    'accuracy' | 'balancedAccuracy' | 'sensitivity' | 'specificity' | 'ppv' | 'npv' | 'f1' | 'mcc' | 'kappa' | 'youden',
    Figure
  >
>;

/** Every figure that four counts give, without intervals: cheap enough for each frame. */
export function thresholdFigures(counts: BinaryCounts): ThresholdFigures {
  const { tp, fp, fn, tn } = counts;
  const films = tp + fp + fn + tn;
  const bothSides = tp + fn > 0 && fp + tn > 0;
  const none: Reason = films === 0 ? 'no-films' : bothSides ? 'never-predicted' : 'one-class';
  const figure = (value: number) => figureOr(value, none);
  const [sensitivity, specificity, ppv, npv, f1] = binaryRates(counts);
  return {
    accuracy: figure((tp + tn) / films),
    balancedAccuracy: figure((sensitivity + specificity) / 2),
    sensitivity: figure(sensitivity),
    specificity: figure(specificity),
    ppv: figure(ppv),
    npv: figure(npv),
    f1: figure(f1),
    mcc: figure((tp * tn - fp * fn) / Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))),
    kappa: figure(bothSides ? cohen(counts) : Number.NaN),
    youden: figure(sensitivity + specificity - 1),
  };
}

function cohen({ tp, fp, fn, tn }: BinaryCounts): number {
  return (2 * (tp * tn - fn * fp)) / ((tp + fp) * (fp + tn) + (tp + fn) * (fn + tn));
}
