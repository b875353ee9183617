import type { Counts, PatientRule, Split } from '../dataset/types.ts';
import type { Preprocessing } from '../pixels/settings.ts';
import type { SplitPlan, TrainingConfig } from '../training/config.ts';
import type { BackendInfo, EpochRecord } from '../training/events.ts';
import type { TestLook } from './test-look.ts';

/** What the network learned from: counts only, never names or pictures. */
export interface DatasetFacts {
  readonly name: string;
  readonly source: string;
  readonly fingerprint: string;
  /** By what patients were told, and the fingerprint of the films by their names; absent in runs of before these were noted. */
  readonly patientRule?: PatientRule | undefined;
  readonly namedFingerprint?: string | undefined;
  readonly counts: Counts;
}

/** What came of a run's plan: readable films by split and class, and patients by split. */
export interface DividedFilms {
  readonly films: Counts;
  readonly patients: Readonly<Record<Split, number>>;
}

/** The short result of an evaluation that a saved model carries. */
export interface TestResult {
  readonly split: string;
  readonly films: number;
  readonly loss: number;
  readonly accuracy: number;
  /** Null when a class is missing. */
  readonly auc: number | null;
  /** Rows truth, columns predicted. */
  readonly confusion: readonly (readonly number[])[];
}

/** What an evaluation leaves with a network when it is kept. */
export type KeptJudgement = Pick<ModelRecord, 'result' | 'temperature' | 'looks'>;

/** A model as it is kept and shown in the list; the weights stand beside it under the same id. */
export interface ModelRecord {
  readonly version: 3;
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly savedAt: string;
  readonly classNames: readonly string[];
  readonly preprocessing: Preprocessing;
  readonly parameters: number;
  /** Null for a model that was brought in from files without its run. */
  readonly run: {
    readonly id: string;
    readonly config: TrainingConfig;
    readonly plan: SplitPlan;
    /** Null for runs of before version 3. */
    readonly divided: DividedFilms | null;
    readonly backend: BackendInfo;
    readonly dataset: DatasetFacts;
    readonly history: readonly EpochRecord[];
  } | null;
  readonly result: TestResult | null;
  /** Which of its run's weights these are; absent in records of before that was noted, mostly of the last epoch. */
  readonly weights?: 'last' | 'best' | undefined;
  /** Fitted on validation: divides the logits of the classes before probabilities are shown; absent where they are shown as given. */
  readonly temperature?: number | undefined;
  /** Openings of the test set with this network up to the day it was kept, oldest first; absent where nobody counted. */
  readonly looks?: readonly TestLook[] | undefined;
}

/** A model in the form TensorFlow.js saves it: topology, and all weights in one buffer. */
export interface ModelArtifacts {
  readonly topology: unknown;
  readonly weightSpecs: unknown;
  readonly weightData: ArrayBuffer;
}

/** Everything a run needs to go on after its last whole epoch; written whole or not at all. */
export interface Checkpoint {
  readonly version: 3;
  /** The run's id. */
  readonly id: string;
  /** ISO 8601. */
  readonly savedAt: string;
  readonly config: TrainingConfig;
  readonly plan: SplitPlan;
  /** Null for runs of before version 3. */
  readonly divided: DividedFilms | null;
  readonly backend: BackendInfo;
  readonly dataset: DatasetFacts;
  readonly classNames: readonly string[];
  readonly history: readonly EpochRecord[];
  /** Steps the optimiser has taken; with seed and epoch this is all the random state there is. */
  readonly optimizerSteps: number;
  /** All weights, those that learn first; `moments`: Adam's first, then its second, in the order of those that learn (float32). */
  readonly weights: ArrayBuffer;
  readonly moments: ArrayBuffer;
  /** The running mean of all weights, in the order of `weights`; null where the run keeps none. */
  readonly averages: ArrayBuffer | null;
  readonly bestEpoch: number | null;
  /** As they were judged: where there is a mean of the weights, that. */
  readonly bestWeights: ArrayBuffer | null;
}
