/** Films of one class against the rest; fractions where films are weighted. */
export interface BinaryCounts {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

/** Sensitivity, specificity, PPV, NPV and F1 in that order; NaN where undefined, and for the last three also where one side has no films. */
export function binaryRates({ tp, fp, fn, tn }: BinaryCounts): [number, number, number, number, number] {
  const bothSides = tp + fn > 0 && fp + tn > 0;
  return [
    tp / (tp + fn),
    tn / (tn + fp),
    bothSides ? tp / (tp + fp) : Number.NaN,
    bothSides ? tn / (tn + fn) : Number.NaN,
    bothSides ? (2 * tp) / (2 * tp + fp + fn) : Number.NaN,
  ];
}

/** A matrix of weighted films, rows truth, columns predicted, the last column for outputs beyond the classes. */
export interface CountMatrix {
  readonly classes: number;
  /** `[classes * (classes + 1)]`. */
  readonly cells: Float64Array;
}

/** Sums along rows (films of each class) and columns (films given each answer). */
export interface Margins {
  readonly total: number;
  readonly rows: Float64Array;
  readonly columns: Float64Array;
  readonly correct: number;
}

/** Row and column sums of `matrix`. */
export function marginsOf({ classes, cells }: CountMatrix): Margins {
  const rows = new Float64Array(classes);
  const columns = new Float64Array(classes + 1);
  let total = 0;
  let correct = 0;
  for (let i = 0; i < cells.length; i++) {
    const truth = Math.floor(i / (classes + 1));
    const answer = i % (classes + 1);
    const count = cells[i] as number;
    rows[truth] = (rows[truth] as number) + count;
    columns[answer] = (columns[answer] as number) + count;
    total += count;
    if (truth === answer) correct += count;
  }
  return { total, rows, columns, correct };
}

/** Class `label` of `matrix` against the rest. */
export function countsAgainst({ classes, cells }: CountMatrix, margins: Margins, label: number): BinaryCounts {
  const tp = cells[label * (classes + 1) + label] as number;
  const fn = (margins.rows[label] as number) - tp;
  const fp = (margins.columns[label] as number) - tp;
  return { tp, fn, fp, tn: margins.total - tp - fn - fp };
}

/** Mean sensitivity over the classes that have films; NaN unless two have. */
export function balancedAccuracy({ classes, cells }: CountMatrix, { rows }: Margins): number {
  let sum = 0;
  let present = 0;
  for (let label = 0; label < classes; label++) {
    const films = rows[label] as number;
    if (!films) continue;
    sum += (cells[label * (classes + 1) + label] as number) / films;
    present++;
  }
  return present > 1 ? sum / present : Number.NaN;
}

/** Matthews' correlation for any number of classes (Gorodkin 2004); NaN where truth or answers are all one class. */
export function matthews({ total, rows, columns, correct }: Margins): number {
  let product = 0;
  let ofRows = 0;
  let ofColumns = 0;
  columns.forEach((column, label) => {
    const row = rows[label] ?? 0;
    product += row * column;
    ofRows += row * row;
    ofColumns += column * column;
  });
  const spread = (total * total - ofRows) * (total * total - ofColumns);
  return spread > 0 ? (correct * total - product) / Math.sqrt(spread) : Number.NaN;
}

/** Cohen's kappa: agreement beyond what the margins give by chance; NaN where the truth is all one class. */
export function kappa({ total, rows, columns, correct }: Margins): number {
  if (rows.some((row) => row === total)) return Number.NaN;
  let chance = 0;
  rows.forEach((row, label) => {
    chance += row * (columns[label] as number);
  });
  return (correct * total - chance) / (total * total - chance);
}
