/** What can be wrong with a set of films, or worth knowing before training on it. */
export type FindingCode =
  | 'tiny-validation'
  | 'class-imbalance'
  | 'exact-duplicates'
  | 'near-duplicates'
  | 'shared-patients'
  | 'coarse-patient-keys'
  | 'unknown-names'
  | 'unreadable-films'
  | 'wrong-extension'
  | 'mixed-colour'
  | 'file-tells-class'
  | 'blank-films'
  | 'inverted-films'
  | 'extreme-brightness'
  | 'splits-differ'
  | 'not-compared';

/** `serious` spoils a result, `warning` may, `info` is worth knowing. */
export type Severity = 'info' | 'warning' | 'serious';

/** What one button does about a finding; every one can be undone. */
export type FindingAction =
  | 'validation-by-patient'
  | 'class-weights'
  /** Leaves out `Finding.leaveOut`. */
  | 'leave-out';

/** One finding with its evidence; its words are the page's. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Named figures of the evidence: counts, shares from 0 to 1, AUCs. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Names in the evidence, a property or a class, say. */
  readonly names: Readonly<Record<string, string>>;
  /** Samples it speaks of, ascending. */
  readonly films: readonly number[];
  /** Films that belong together (copies of one another, films of one patient); empty where they don't. */
  readonly groups: readonly (readonly number[])[];
  readonly action: FindingAction | null;
  /** Samples that `leave-out` takes away: all but the first of each group of copies, say. */
  readonly leaveOut: readonly number[];
}

/** The findings on the films so far. */
export interface FindingsUpdate {
  readonly list: readonly Finding[];
  /** Whether every film was tried and compared. */
  readonly complete: boolean;
}
