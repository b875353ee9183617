/** Columns of small whole numbers (bins), one place per film each, and how many bins a column has. */
export interface BinnedColumns {
  readonly columns: readonly Uint8Array[];
  readonly bins: number;
}

/** A sum of one-question rules: films whose bin of `column` is above `bin` get `above`, the others `below`. */
interface Stump {
  readonly column: number;
  readonly bin: number;
  readonly below: number;
  readonly above: number;
}

/** A fitted classifier: log odds of the positive class. */
interface Stumps {
  readonly base: number;
  readonly stumps: readonly Stump[];
}

const ROUNDS = 60;
const LEARNING_RATE = 0.3;

/** Pulls each rule's answer to zero as this many films of even odds would (×¼). */
const SHRINKAGE = 1;

/** Bins of a column at most. */
const MOST_BINS = 16;

/** Columns of any numbers as the classifier reads them. */
export function toColumns(values: readonly Float64Array[]): BinnedColumns {
  return { columns: values.map(binColumn), bins: MOST_BINS };
}

/** A column as at most 16 bins: a bin for each value where there are so few, else bins of about equally many films. */
function binColumn(values: Float64Array): Uint8Array {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  const bounds = distinct.length <= MOST_BINS ? distinct : quantiles(values);
  return Uint8Array.from(values, (value) => binOf(value, bounds));
}

/** Lower bounds of bins of about equally many films, equal values in one bin. */
function quantiles(values: Float64Array): number[] {
  const sorted = Float64Array.from(values).sort();
  const places = Array.from({ length: MOST_BINS }, (_, bin) => Math.floor((bin * sorted.length) / MOST_BINS));
  return [...new Set(places.map((place) => sorted[place] as number))];
}

function binOf(value: number, bounds: readonly number[]): number {
  let bin = bounds.length - 1;
  while (bin > 0 && value < (bounds[bin] as number)) bin--;
  return bin;
}

/**
 * Boosted stumps on binned columns: additive logistic regression by Newton steps (Friedman, Hastie and Tibshirani 2000;
 * split gain and shrinkage as Chen and Guestrin 2016). Small on purpose: what it can tell from a few columns, any network
 * can learn too.
 */
export function fitStumps({ columns, bins }: BinnedColumns, films: Uint32Array, isPositive: Uint8Array): Stumps {
  const positives = films.reduce((sum, film) => sum + (isPositive[film] as number), 0);
  const base = Math.log((positives + 0.5) / (films.length - positives + 0.5));
  const scores = new Float64Array(films.length).fill(base);
  const gradients = new Float64Array(films.length);
  const weights = new Float64Array(films.length);
  const stumps: Stump[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < films.length; i++) {
      const p = 1 / (1 + Math.exp(-(scores[i] as number)));
      gradients[i] = (isPositive[films[i] as number] as number) - p;
      weights[i] = p * (1 - p);
    }
    const stump = bestStump(columns, bins, { films, gradients, weights });
    if (!stump) break;
    stumps.push(stump);
    const column = columns[stump.column] as Uint8Array;
    for (let i = 0; i < films.length; i++) {
      const step = (column[films[i] as number] as number) > stump.bin ? stump.above : stump.below;
      scores[i] = (scores[i] as number) + step;
    }
  }
  return { base, stumps };
}

/** Log odds of `film`. */
export function scoreOf({ base, stumps }: Stumps, columns: readonly Uint8Array[], film: number): number {
  let score = base;
  for (const { column, bin, below, above } of stumps) {
    score += ((columns[column] as Uint8Array)[film] as number) > bin ? above : below;
  }
  return score;
}

interface Slopes {
  readonly films: Uint32Array;
  readonly gradients: Float64Array;
  readonly weights: Float64Array;
}

function bestStump(columns: readonly Uint8Array[], bins: number, slopes: Slopes): Stump | null {
  let best: Stump | null = null;
  let bestGain = 1e-9;
  columns.forEach((column, c) => {
    const { gradients, weights } = sumByBin(column, bins, slopes);
    const total = { gradient: sumOf(gradients), weight: sumOf(weights) };
    let [gradient, weight] = [0, 0];
    for (let bin = 0; bin < bins - 1; bin++) {
      gradient += gradients[bin] as number;
      weight += weights[bin] as number;
      const below = gradient / (weight + SHRINKAGE);
      const above = (total.gradient - gradient) / (total.weight - weight + SHRINKAGE);
      const whole = total.gradient ** 2 / (total.weight + SHRINKAGE);
      const gain = gradient * below + (total.gradient - gradient) * above - whole;
      if (gain <= bestGain) continue;
      bestGain = gain;
      best = { column: c, bin, below: LEARNING_RATE * below, above: LEARNING_RATE * above };
    }
  });
  return best;
}

function sumByBin(
  column: Uint8Array,
  bins: number,
  { films, gradients, weights }: Slopes,
): { gradients: Float64Array; weights: Float64Array } {
  const sums = { gradients: new Float64Array(bins), weights: new Float64Array(bins) };
  for (let i = 0; i < films.length; i++) {
    const bin = column[films[i] as number] as number;
    sums.gradients[bin] = (sums.gradients[bin] as number) + (gradients[i] as number);
    sums.weights[bin] = (sums.weights[bin] as number) + (weights[i] as number);
  }
  return sums;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
