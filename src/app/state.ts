import type { AppError, ErrorCode } from '../core/base/errors.ts';
import type { AugmentationWish, FilmTiles, MeanFilms } from '../core/dataset/explore.ts';
import type { FilmFacts } from '../core/dataset/facts.ts';
import type { Finding, FindingCode } from '../core/dataset/findings/types.ts';
import type { KeptSummary } from '../core/dataset/kept-films.ts';
import type { PatientReading, PatientWish } from '../core/dataset/patient-reading.ts';
import type { DatasetIndex } from '../core/dataset/types.ts';
import type { Missing } from '../core/metrics/figure.ts';
import type { DecodeSettings } from '../core/pixels/settings.ts';
import type { KeptAnswers } from '../core/report/kept-answers.ts';
import type { ModelRecord, TestResult } from '../core/report/model-record.ts';
import type { BackendChoice, SplitPlan, TrainingConfig } from '../core/training/config.ts';
import type { BackendInfo, NetworkSummary } from '../core/training/events.ts';
import type {
  CurrentModel,
  DecodeProgress,
  DecodeReport,
  EvaluationOutputs,
  ExplainRequest,
  Explanation,
  MapWish,
  Prediction,
} from '../core/training/exchange.ts';
import type { RunRecord, RunState } from '../core/training/run-state.ts';
import type { Compared, ComparedPoint } from './compared.ts';
import type { Evaluation, Evaluations, JudgedSplit, OperatingPoint, Weights } from './evaluations.ts';

/** A finding that the user acted on, as it was then, with the settings that the action took the place of. */
export interface Decision {
  readonly finding: Finding;
  readonly before: Partial<Pick<TrainingConfig, 'classWeights' | 'validation'>>;
}

/** The films, from nothing to decoded. */
export type DatasetPhase =
  | { readonly kind: 'empty' }
  | { readonly kind: 'indexing'; readonly name: string }
  | { readonly kind: 'decoding'; readonly index: DatasetIndex; readonly progress: DecodeProgress | null }
  | { readonly kind: 'ready'; readonly index: DatasetIndex; readonly report: DecodeReport }
  | { readonly kind: 'undecoded'; readonly index: DatasetIndex; readonly error: AppError | null }
  | { readonly kind: 'failed'; readonly error: AppError };

export type EvaluationPhase =
  | { readonly kind: 'none' }
  | { readonly kind: 'working'; readonly split: JudgedSplit; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly outputs: EvaluationOutputs; readonly result: TestResult }
  | { readonly kind: 'failed'; readonly error: AppError };

export type PredictionPhase =
  | { readonly kind: 'none' }
  | { readonly kind: 'working'; readonly file: File }
  | { readonly kind: 'done'; readonly file: File; readonly prediction: Prediction }
  | { readonly kind: 'failed'; readonly file: File; readonly error: AppError };

/** The network in hand: where it came from decides what the page says of it. */
export type ModelPhase =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'trained';
      /** Of its run. */
      readonly id: string;
      readonly current: CurrentModel;
      readonly epochs: number;
      readonly bestEpoch: number | null;
      /** The films it learned from; others may be open by now. */
      readonly films: Pick<DatasetIndex, 'name' | 'source' | 'fingerprint' | 'namedFingerprint' | 'patientRule'>;
      /** How its run divided them. */
      readonly plan: SplitPlan;
    }
  | { readonly kind: 'loaded'; readonly current: CurrentModel; readonly record: ModelRecord }
  /** `digest`: of its weights; null where the page may not hash. */
  | { readonly kind: 'uploaded'; readonly current: CurrentModel; readonly digest: string | null };

/** A network that gave way to one in training: the train worker still explains its answers. */
export interface FormerNetwork {
  readonly model: Exclude<ModelPhase, { kind: 'none' }>;
  /** Of its run, where that was on this visit. */
  readonly record: RunRecord | null;
}

/** A run kept in this browser: unfinished, to be gone on with, or finished and never saved, to be brought back. */
export interface ResumableRun {
  readonly id: string;
  readonly savedAt: string;
  readonly epochsDone: number;
  readonly epochs: number;
  readonly datasetName: string;
  readonly datasetSource: string;
  readonly fingerprint: string;
  /** Of the films by their names; absent in runs of before this was noted. */
  readonly namedFingerprint: string | undefined;
  /** As the run's films are decoded. */
  readonly settings: DecodeSettings;
}

/** What this browser can do, probed once. */
export interface Capabilities {
  readonly secureContext: boolean;
  readonly imageDecoder: boolean;
  readonly cores: number;
  readonly indexedDb: boolean;
}

/** One passing message; errors of a place stand in that place's phase instead. */
export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'error';
  /** An error, or a code the page has words for. */
  readonly content:
    | AppError
    | { readonly message: 'saved' | 'loaded' | 'deleted' | 'stop-first' | 'uploaded'; readonly name: string };
}

export interface AppState {
  readonly capabilities: Capabilities;
  readonly dataset: DatasetPhase;
  /** From the drop to the index, seconds. */
  readonly indexSeconds: number | null;
  readonly config: TrainingConfig;
  /** What is found on the films in hand; `shownFindings` joins it with the decisions. */
  readonly findings: {
    /** From names and sizes, under the plan of the form. */
    readonly fromPlan: readonly Finding[];
    /** From decoded films; more of them until `complete`. */
    readonly fromFacts: readonly Finding[];
    readonly complete: boolean;
  };
  /** What decoding told of each film (`small` and `digest` are empty); null until they are decoded. */
  readonly facts: FilmFacts | null;
  readonly decisions: readonly Decision[];
  /** Samples of the films in hand that the next run leaves out, by decisions on findings; ascending. */
  readonly leftOut: readonly number[];
  readonly network: NetworkSummary | null;
  readonly device: { readonly choice: BackendChoice; readonly info: BackendInfo | null };
  readonly run: RunState;
  readonly resumable: ResumableRun | null;
  readonly model: ModelPhase;
  /** The judged network that was in hand before the run under way; its evaluations stay in sight until that run gives another. */
  readonly former: FormerNetwork | null;
  /** The evaluation under way, or the last one. */
  readonly evaluation: EvaluationPhase;
  /** What is known of the network in hand, or of the former one, split by split. */
  readonly evaluations: Evaluations;
  readonly prediction: PredictionPhase;
  /** Null until the list was read. */
  readonly models: readonly ModelRecord[] | null;
  /** Decoded sets in this browser, newest first, and why the films in hand could not be kept. */
  readonly kept: { readonly list: readonly KeptSummary[]; readonly failure: ErrorCode | null };
  readonly notices: readonly Notice[];
  readonly theme: 'dark' | 'light';
}

/** Everything a person can ask of the app. None throws: what fails lands in the state. */
export interface Commands {
  /** `handles`: the folders themselves, where the browser gives them; they are listed where `files` has none. */
  openFiles(
    name: string,
    files: readonly { readonly path: string; readonly file: File | null }[],
    handles: readonly FileSystemHandle[],
  ): Promise<void>;
  /** Opens a set that was kept in this browser, and asks for leave to read its folder where there is one. */
  openKept(id: string): Promise<void>;
  /** Deletes a kept set, or all for null. */
  deleteKept(id: string | null): Promise<void>;
  openZip(file: File): Promise<void>;
  openSynthetic(): Promise<void>;
  cancelDecoding(): void;
  decodeAgain(): Promise<void>;
  /** Small picture of one sample; null when it cannot be had. */
  thumbnail(sample: number, size: number): Promise<ImageBitmap | null>;
  /** A film that is no sample as a picture, longest side `size` px; null when it cannot be had. */
  picture(file: File, size: number): Promise<ImageBitmap | null>;
  /** Decoded films, mean films, draws of an augmentation; null while nothing is decoded. */
  tiles(samples: Uint32Array): Promise<FilmTiles | null>;
  meanFilms(): Promise<MeanFilms | null>;
  augmented(wish: AugmentationWish): Promise<FilmTiles | null>;
  setConfig(config: TrainingConfig): void;
  /** What the user's rule would make of the films in hand; null where a newer wish or other films took its place. */
  readPatients(wish: PatientWish): Promise<PatientReading | AppError | null>;
  /** Groups the films by what was read, or by their names for null. */
  takePatients(reading: PatientReading | null): Promise<void>;
  /** Takes the action of a finding, or undoes it; not while a run is under way. */
  actOn(code: FindingCode): void;
  undo(code: FindingCode): void;
  train(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): void;
  /** Goes on with the unfinished run; films must be open. */
  resumeRun(): Promise<void>;
  /** Goes on with the run whose backend failed on the next one, from its last kept epoch. */
  goOnElsewhere(): Promise<void>;
  discardRun(): Promise<void>;
  /**
   * Asks the network about a split. Validation comes first where it was not judged yet, so that thresholds are fixed before the
   * test set is seen; every evaluation of the test set counts as a look.
   */
  evaluate(split: JudgedSplit, weights: Weights): Promise<void>;
  /** Judges every split at another operating point. */
  setOperatingPoint(point: OperatingPoint): void;
  /** Takes the temperature fitted on validation of these weights into use, or for null goes back to probabilities as given. */
  calibrate(weights: Weights | null): void;
  cancelEvaluation(): void;
  /** What networks answered on the films of an evaluation, its own network first, then the newest. */
  answersOn(evaluation: Pick<Evaluation, 'split' | 'weights' | 'outputs' | 'scores'>): Promise<readonly KeptAnswers[]>;
  /** The second network against the first, each at its likeliest class or at its own threshold for `point`, fixed on its own validation. */
  compare(
    pair: readonly [first: KeptAnswers, second: KeptAnswers],
    point: ComparedPoint,
    signal: AbortSignal,
  ): Promise<Compared | Missing | AppError>;
  predict(file: File): Promise<void>;
  /** Maps of evidence for films of an evaluation, or for one file; null where they are no longer wanted or there is no network. */
  explain(request: ExplainRequest, signal: AbortSignal): Promise<Explanation | AppError | null>;
  explainFile(file: File, wish: MapWish, signal: AbortSignal): Promise<Explanation | AppError | null>;
  save(name: string): Promise<void>;
  load(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Downloads model.json and weights.bin of the network in hand. */
  download(): Promise<void>;
  upload(files: readonly File[]): Promise<void>;
  dismiss(notice: number): void;
  setTheme(theme: 'dark' | 'light'): void;
}
