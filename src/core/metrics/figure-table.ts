import { CLASS_FIGURES, OVERALL_FIGURES } from './columns.ts';
import { type Ranking, rank, rankFigures } from './ranking.ts';
import {
  balancedAccuracy,
  binaryRates,
  type CountMatrix,
  countsAgainst,
  kappa,
  type Margins,
  marginsOf,
  matthews,
} from './rates.ts';
import { against, type Scores } from './scores.ts';

/** scikit-learn keeps probabilities this far from 0 and 1 in its log loss. */
const EPSILON = 2 ** -52;

/** All figures of one network on weighted films; sorting and all that no weight changes is done once, for thousands of draws. */
export class FigureTable {
  readonly classes: number;
  readonly films: number;
  /** Numbers that `fill` writes, in the order of `figureNames`. */
  readonly width: number;
  readonly #scores: Scores;
  readonly #cellOf: Uint32Array;
  readonly #brier: Float64Array;
  readonly #logLoss: Float64Array;
  readonly #rankings: readonly Ranking[];
  readonly #matrix: CountMatrix;

  /** `answers` is the class given to each film (see `decide`). */
  constructor(scores: Scores, answers: Uint8Array) {
    const { classes, labels } = scores;
    this.classes = classes;
    this.films = labels.length;
    this.width = OVERALL_FIGURES.length + (classes + 2) * CLASS_FIGURES.length;
    this.#scores = scores;
    this.#cellOf = Uint32Array.from(labels, (label, film) => label * (classes + 1) + (answers[film] as number));
    this.#brier = Float64Array.from(labels, (_, film) => brierOf(scores, film));
    this.#logLoss = Float64Array.from(labels, (_, film) => logLossOf(scores, film));
    this.#rankings = Array.from({ length: classes }, (_, label) => rank(against(scores, label)));
    this.#matrix = { classes, cells: new Float64Array(classes * (classes + 1)) };
  }

  /** Films counted by truth and answer under `weights`, which `fill` leaves behind too; read it before the next call. */
  count(weights: Float64Array): CountMatrix {
    const { cells } = this.#matrix;
    cells.fill(0);
    for (let film = 0; film < weights.length; film++) {
      const cell = this.#cellOf[film] as number;
      cells[cell] = (cells[cell] as number) + (weights[film] as number);
    }
    return this.#matrix;
  }

  /** Writes every figure of the films weighted by `weights` (`[films]`) into `out`, NaN where undefined. */
  fill(weights: Float64Array, out: Float64Array): void {
    const margins = marginsOf(this.count(weights));
    this.#fillOverall(weights, margins, out);
    for (let label = 0; label < this.classes; label++) this.#fillClass(label, { weights, margins, out });
    this.#fillMeans(margins, out);
  }

  #fillOverall(weights: Float64Array, margins: Margins, out: Float64Array): void {
    const { total } = margins;
    out[0] = weightedSum(this.#scores.losses, weights) / total;
    out[1] = margins.correct / total;
    out[2] = balancedAccuracy(this.#matrix, margins);
    out[3] = matthews(margins);
    out[4] = kappa(margins);
    out[5] = weightedSum(this.#brier, weights) / total;
    out[6] = weightedSum(this.#logLoss, weights) / total;
  }

  #fillClass(label: number, of: { weights: Float64Array; margins: Margins; out: Float64Array }): void {
    const { auc, ap } = rankFigures(this.#rankings[label] as Ranking, of.weights);
    const rates = binaryRates(countsAgainst(this.#matrix, of.margins, label));
    of.out.set([...rates, auc, ap], OVERALL_FIGURES.length + label * CLASS_FIGURES.length);
  }

  #fillMeans({ rows, total }: Margins, out: Float64Array): void {
    const width = CLASS_FIGURES.length;
    const start = OVERALL_FIGURES.length;
    for (let k = 0; k < width; k++) {
      let macro = 0;
      let weighted = 0;
      for (let label = 0; label < this.classes; label++) {
        const value = out[start + label * width + k] as number;
        macro += value / this.classes;
        const films = rows[label] as number;
        if (films) weighted += (value * films) / total;
      }
      out[start + this.classes * width + k] = macro;
      out[start + (this.classes + 1) * width + k] = weighted;
    }
  }
}

function weightedSum(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) * (weights[i] as number);
  return sum;
}

/** Squared distance to the truth: over all classes, halved for two (Brier 1950; scikit-learn's `scale_by_half='auto'`). */
function brierOf({ probabilities, labels, classes }: Scores, film: number): number {
  let sum = 0;
  for (let c = 0; c < classes; c++) {
    const truth = labels[film] === c ? 1 : 0;
    sum += ((probabilities[film * classes + c] as number) - truth) ** 2;
  }
  return classes === 2 ? sum / 2 : sum;
}

function logLossOf({ probabilities, labels, classes }: Scores, film: number): number {
  const p = probabilities[film * classes + (labels[film] as number)] as number;
  return -Math.log(Math.min(Math.max(p, EPSILON), 1 - EPSILON));
}
