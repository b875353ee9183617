import type { Finding } from '../dataset/findings/types.ts';
import type { Counts, DatasetIndex, Split } from '../dataset/types.ts';
import type { Judgement } from '../metrics/judge.ts';
import type { Scores } from '../metrics/scores.ts';
import type { GroupTable, SplitCurves, ValidationFit } from '../metrics/split-judgement.ts';
import type { Preprocessing } from '../pixels/settings.ts';
import type { SplitPlan, TrainingConfig } from '../training/config.ts';
import type { EpochRecord } from '../training/events.ts';
import type { Published } from './published.ts';
import type { TestLook } from './test-look.ts';

/** The films as they were given, before any plan. */
export interface ReportData extends Pick<DatasetIndex, 'name' | 'source' | 'layout' | 'classNames' | 'fingerprint'> {
  readonly patientRule: DatasetIndex['patientRule']['kind'];
  readonly namesUnderstood: number;
  readonly films: Counts;
  readonly patients: Readonly<Record<Split, number>>;
  /** Entries left out, counted by reason. */
  readonly ignored: Readonly<Record<string, number>>;
}

/** How the judged network's run divided the films. */
export interface ReportDivision {
  readonly plan: SplitPlan;
  readonly films: Counts;
  readonly patients: Readonly<Record<Split, number>>;
}

/** A finding with what was decided on it; films are counted, never named. */
export interface ReportFinding extends Pick<Finding, 'code' | 'severity' | 'numbers' | 'names'> {
  readonly films: number;
  readonly groups: number;
  readonly actedOn: boolean;
  /** What it says, in a sentence. */
  readonly text: string;
}

/** What the judged network learned from. */
export interface ReportLearned {
  readonly name: string;
  /** Of its training split; null where they were not noted. */
  readonly films: number | null;
  readonly patients: number | null;
  /** Whether the judged films are of the same set; else the test is an external one. */
  readonly isSameSet: boolean;
}

/** The judged network. */
export interface ReportModel {
  readonly name: string | null;
  readonly parameters: number;
  readonly preprocessing: Preprocessing;
  /** Null for a network brought in from files without its run. */
  readonly config: TrainingConfig | null;
  /** What trained it, each backend once. */
  readonly backends: readonly string[];
  readonly history: readonly EpochRecord[];
  readonly weights: 'last' | 'best';
}

/** One film on which the network was wrong. */
export interface ReportError {
  /** File name, or its number where names stay out. */
  readonly film: string;
  readonly patient: number;
  readonly truth: string;
  readonly answer: string;
  /** Probability given to the truth. */
  readonly probability: number;
  readonly loss: number;
  /** A small picture as a data address; null where pictures stay out. */
  readonly picture: string | null;
}

/** What was found on the films of one split. */
export interface ReportResult {
  readonly split: Split;
  readonly scores: Scores;
  readonly loss: number;
  readonly judgement: Judgement;
  readonly curves: SplitCurves | null;
  readonly groups: readonly GroupTable[];
}

/** Where a film is called positive. */
export interface ReportPoint {
  readonly kind: 'argmax' | 'screening' | 'balanced' | 'ruleIn' | 'own';
  /** Cut on the positive class of two; null: the likeliest class. */
  readonly threshold: number | null;
}

/** Everything an evaluation report says, as data: each form of the report is drawn from this alone. */
export interface EvaluationReport {
  readonly version: 1;
  /** ISO 8601. */
  readonly madeAt: string;
  /** Whom the figures speak of; stands beside every result. */
  readonly population: string;
  readonly data: ReportData;
  readonly division: ReportDivision;
  readonly findings: readonly ReportFinding[];
  readonly model: ReportModel;
  /** Null where its files do not tell. */
  readonly learned: ReportLearned | null;
  /** Openings of the test set with this network, oldest first. */
  readonly looks: readonly TestLook[];
  readonly point: ReportPoint;
  /** The split that the report is about, then the other one where it was judged too. */
  readonly results: readonly [ReportResult, ...ReportResult[]];
  /** What was fixed on validation; null where none was judged. */
  readonly fit: ValidationFit | null;
  /** Published figures beside ours; only where they are of these very films. */
  readonly published: readonly Published[];
  /** Of the first result, the worst first. */
  readonly errors: readonly ReportError[];
  /** Films of the first result with a wrong answer, of which `errors` are the worst. */
  readonly wrong: number;
}
