/** Why a figure or an interval is not given; the words for each stand in the UI. */
export type Reason =
  /** Nothing to judge. */
  | 'no-films'
  /** The truth holds one class only (or, for one class against the rest, one side is empty). */
  | 'one-class'
  /** Some class has no film, so a figure over all classes does not exist. */
  | 'class-missing'
  /** Divided by zero: some class was never (or always) predicted. */
  | 'never-predicted'
  /** A probability is NaN: the network diverged. */
  | 'not-a-number'
  /** Fewer than twenty patients stand behind the figure: a bootstrap by patient would promise too much. */
  | 'few-patients'
  /** Too few films for a variance. */
  | 'few-films'
  /** Every draw gave the same number, so the draws say nothing of its spread. */
  | 'no-variation'
  /** The figure does not exist in more than one draw of twenty. */
  | 'unstable'
  /** Fewer than fifty films of some class in validation: nothing is fitted there. */
  | 'too-few-validation-films'
  /** The classes are divided without one error: the fitted number would be infinite. */
  | 'separable'
  /** The probabilities say no more than chance, or less. */
  | 'no-signal'
  /** No threshold reaches what was asked. */
  | 'out-of-reach'
  /** The network knows other classes than the films have. */
  | 'other-classes'
  /** The two runs were not judged on the same films. */
  | 'other-films'
  /** A network's answers on its validation films are not kept, so it has no threshold of its own. */
  | 'not-fixed';

/** In place of a number that does not exist. */
export interface Missing {
  readonly reason: Reason;
}

/** A number, or why there is none; never NaN or infinite. */
export type Figure = number | Missing;

/** 95 % limits. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** One figure as every table, report and export carries it. */
export interface Measured {
  readonly value: Figure;
  /** The interval that counts: it knows which films are of one child. */
  readonly interval: Interval | Missing;
  /** How `interval` was made: percentiles of the bootstrap by patient, or, where that collapses at 0 or 1, Wilson with patients as trials. */
  readonly method: 'bootstrap' | 'wilson-by-patient';
  /** The textbook interval that takes films for independent; null where the figure has none. */
  readonly reference: { readonly method: 'wilson' | 'delong'; readonly interval: Interval | Missing } | null;
  /** Numerator and denominator in films where the figure is a share; else null. */
  readonly share: { readonly hits: number; readonly of: number } | null;
}

/** Whether there is no number, and so a reason. */
export function isMissing(value: number | Interval | object): value is Missing {
  return typeof value === 'object' && 'reason' in value;
}

/** `value`, or the reason where it is NaN or infinite. */
export function figureOr(value: number, reason: Reason): Figure {
  return Number.isFinite(value) ? value : { reason };
}
