import { whyNotFit } from '../curves/operating-points.ts';
import { type Figure, isMissing, type Missing } from '../figure.ts';
import { classLogits, problemOf, type Scores } from '../scores.ts';
import { type Reliability, reliabilityOf } from './reliability.ts';

/** Temperature fitted on validation, and what it did there. */
export interface TemperatureFit {
  /** Logits are divided by it; above 1 the network was too sure of itself. */
  readonly temperature: number;
  readonly before: CalibrationFigures;
  readonly after: CalibrationFigures;
}

/** How well probabilities are calibrated. */
export interface CalibrationFigures {
  readonly logLoss: Figure;
  readonly brier: Figure;
  readonly reliability: Reliability;
}

/** Temperature scaling (Guo et al. 2017) of validation films; nothing is fitted below 50 films of each class. */
export function fitTemperature(validation: Scores): TemperatureFit | Missing {
  const refused = whyNotFit(validation);
  if (refused) return refused;
  const temperature = bestTemperature(classLogits(validation), validation.labels, validation.classes);
  if (isMissing(temperature)) return temperature;
  return {
    temperature,
    before: calibrationFigures(validation),
    after: calibrationFigures(withTemperature(validation, temperature)),
  };
}

/** The temperature with the least log loss on `logits` (`[films, classes]`), or why there is none. */
export function bestTemperature(logits: Float64Array, labels: Uint8Array, classes: number): Figure {
  const derivative = (coolness: number) => lossDerivatives(logits, { labels, classes, coolness });
  if (derivative(0).first >= -1e-13) return { reason: 'no-signal' };
  if (labels.every((label, film) => isLargest(logits.subarray(film * classes, (film + 1) * classes), label))) {
    return { reason: 'separable' };
  }
  return 1 / rootOf(derivative);
}

/**
 * The same films with every logit of the classes divided by `temperature`. The answer of argmax stays; `losses` become
 * those among the classes.
 */
export function withTemperature(scores: Scores, temperature: number): Scores {
  const { classes, labels } = scores;
  const probabilities = classLogits(scores).map((logit) => logit / temperature);
  for (let film = 0; film < labels.length; film++)
    softmax(probabilities.subarray(film * classes, (film + 1) * classes));
  const losses = labels.length ? lossesOf(probabilities, labels, classes) : scores.losses;
  return { ...scores, probabilities, losses };
}

/** Log loss, Brier score and reliability of `scores`. */
export function calibrationFigures(scores: Scores): CalibrationFigures {
  const problem = problemOf(scores);
  if (problem) return { logLoss: problem, brier: problem, reliability: reliabilityOf(scores) };
  const { probabilities, labels, classes } = scores;
  let brier = 0;
  probabilities.forEach((p, i) => {
    brier += (p - (labels[Math.floor(i / classes)] === i % classes ? 1 : 0)) ** 2;
  });
  const logLoss = lossesOf(probabilities, labels, classes).reduce((sum, loss) => sum + loss, 0) / labels.length;
  return { logLoss, brier: brier / labels.length / (classes === 2 ? 2 : 1), reliability: reliabilityOf(scores) };
}

function lossesOf(probabilities: Float64Array, labels: Uint8Array, classes: number): Float64Array {
  return Float64Array.from(labels, (label, film) => {
    const p = probabilities[film * classes + label] as number;
    return -Math.log(Math.min(Math.max(p, 2 ** -52), 1 - 2 ** -52));
  });
}

/** In place. */
function softmax(row: Float64Array): void {
  const top = Math.max(...row);
  let total = 0;
  for (let c = 0; c < row.length; c++) total += row[c] = Math.exp((row[c] as number) - top);
  for (let c = 0; c < row.length; c++) row[c] = (row[c] as number) / total;
}

function isLargest(row: Float64Array, label: number): boolean {
  return row.every((logit) => logit <= (row[label] as number));
}

/** First and second derivative of the mean log loss by 1 / T; it is convex in 1 / T. */
function lossDerivatives(
  logits: Float64Array,
  at: { readonly labels: Uint8Array; readonly classes: number; readonly coolness: number },
): { first: number; second: number } {
  const { labels, classes, coolness } = at;
  let first = 0;
  let second = 0;
  const row = new Float64Array(classes);
  for (let film = 0; film < labels.length; film++) {
    const own = logits.subarray(film * classes, (film + 1) * classes);
    for (let c = 0; c < classes; c++) row[c] = coolness * (own[c] as number);
    softmax(row);
    let mean = 0;
    let square = 0;
    for (let c = 0; c < classes; c++) {
      mean += (row[c] as number) * (own[c] as number);
      square += (row[c] as number) * (own[c] as number) ** 2;
    }
    first += mean - (own[labels[film] as number] as number);
    second += square - mean * mean;
  }
  return { first: first / labels.length, second: second / labels.length };
}

/** Newton's method kept within a bracket, from a derivative that rises through zero somewhere above 0. */
function rootOf(derivative: (x: number) => { first: number; second: number }): number {
  let low = 0;
  let high = 1;
  while (derivative(high).first < 0 && high < 1e12) high *= 2;
  let x = Math.min(1, high / 2);
  for (let round = 0; round < 200; round++) {
    const { first, second } = derivative(x);
    if (first < 0) low = x;
    else high = x;
    const newton = x - first / second;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-15 * x) return next;
    x = next;
  }
  return x;
}
