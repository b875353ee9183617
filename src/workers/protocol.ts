/** Every message that crosses a thread, in one place. Types only: both ends are one build. */
import type { ErrorCode } from '../core/base/errors.ts';
import type { AugmentationWish, FilmTiles, MeanFilms } from '../core/dataset/explore.ts';
import type { FilmFacts } from '../core/dataset/facts.ts';
import type { Finding, FindingsUpdate } from '../core/dataset/findings/types.ts';
import type { PatientReading, PatientWish } from '../core/dataset/patient-reading.ts';
import type { PatientKeys } from '../core/dataset/patients.ts';
import type { DatasetIndex, Split } from '../core/dataset/types.ts';
import type { Comparison, Contender } from '../core/metrics/comparison/compare.ts';
import type { RateDraws } from '../core/metrics/curves/prevalence-values.ts';
import type { Missing } from '../core/metrics/figure.ts';
import type { Judgement } from '../core/metrics/judge.ts';
import type { Scores } from '../core/metrics/scores.ts';
import type { GroupTable, GroupWish, SplitCurves, ValidationFit } from '../core/metrics/split-judgement.ts';
import type { DecodeSettings, Preprocessing } from '../core/pixels/settings.ts';
import type { KeptJudgement, ModelRecord } from '../core/report/model-record.ts';
import type { ArchitectureName, BackendChoice, SplitPlan } from '../core/training/config.ts';
import type { BackendInfo, NetworkSummary, RunEnd, RunEvent } from '../core/training/events.ts';
import type {
  Batch,
  BatchFacts,
  BatchRequest,
  CurrentModel,
  DecodeProgress,
  DecodeReport,
  EvaluateRequest,
  EvaluationOutputs,
  ExplainRequest,
  Explanation,
  FilmsRequest,
  MapWish,
  Prediction,
  TrainRequest,
} from '../core/training/exchange.ts';
import type { AvoidWebgl } from '../core/training/fallback.ts';

/** A file that was dropped or picked, with its path below the dropped root; null where it, or the folder of that path, cannot be read. */
export interface NamedFile {
  readonly path: string;
  readonly file: File | null;
}

/** One that can be read. */
export interface ReadableFile extends NamedFile {
  readonly file: File;
}

/** What the user gave: files of one or more folders, one zip, or a wish for synthetic films. */
export type SourceRequest =
  | {
      readonly kind: 'folder';
      readonly name: string;
      /** None where the folders themselves are to be listed. */
      readonly files: readonly NamedFile[];
      /** The folders themselves, where the browser gives them: the way back on another visit. */
      readonly handles?: readonly FileSystemHandle[];
    }
  | { readonly kind: 'zip'; readonly file: File }
  | { readonly kind: 'synthetic'; readonly seed: number };

export interface DataApi {
  /** Lists the source. Throws `no-images`, `one-class`, `too-many-classes`, `zip-damaged`, `zip-encrypted`. */
  open(request: SourceRequest, signal: AbortSignal): Promise<DatasetIndex>;
  /** Opens a set that was kept, with leave to read its files through `handles`; gives how it was decoded too. Throws `record-damaged`. */
  openKept(
    id: string,
    handles: readonly FileSystemHandle[],
    signal: AbortSignal,
  ): Promise<{ readonly index: DatasetIndex; readonly settings: DecodeSettings }>;
  /** Why the decoded films could not be kept; null once they are, and where there was nothing to keep. */
  kept(): Promise<ErrorCode | null>;
  /** Decodes every film unless the store holds them with these settings already. */
  decode(
    settings: DecodeSettings,
    onProgress: (progress: DecodeProgress) => void,
    signal: AbortSignal,
  ): Promise<DecodeReport>;
  /** A small picture of one sample for the screen, longest side `size` px. */
  thumbnail(sample: number, size: number): Promise<ImageBitmap>;
  /** A film that is no sample as a small picture, by our own decoding: DICOM too. Throws as `BatchApi.film`. */
  picture(file: File, size: number): Promise<ImageBitmap>;
  /** The decoded films of `samples`, as the network sees them. Throws `internal` when nothing is decoded; so do the next two. */
  tiles(samples: Uint32Array): Promise<FilmTiles>;
  meanFilms(): Promise<MeanFilms>;
  augmented(wish: AugmentationWish): Promise<FilmTiles>;
  /** Tells patients by the user's word, or by the names again for null; gives the revised index. */
  regroup(told: PatientKeys | null): Promise<DatasetIndex>;
  /** The films by the rule of patients that gave them this fingerprint, told now or on an earlier visit; null where it is not known. */
  reading(fingerprint: string): Promise<DatasetIndex | null>;
  /** Tells patients by that rule again; null, and nothing changes, where it is not known. */
  regroupAs(fingerprint: string): Promise<DatasetIndex | null>;
  /** Tells the findings on decoded films, at once and whenever there are more, of whatever dataset is open; ends with `signal` only. */
  findings(onFindings: (update: FindingsUpdate) => void, signal: AbortSignal): Promise<never>;
  /** Findings from names and sizes under a plan; none without a dataset. */
  planFindings(plan: SplitPlan): Promise<readonly Finding[]>;
  /** What was learned of the films, `small` and `digest` left empty; null before a first decoding is done. */
  facts(): Promise<FilmFacts | null>;
  /** Gives the train worker its way to the batches. */
  attach(port: MessagePort): Promise<void>;
  /** Forgets the dataset. */
  close(): Promise<void>;
}

/** A worker that lives for one reading of patients, so that it can be ended. */
export interface PatientsApi {
  /** Answers as soon as the worker stands. */
  ready(): Promise<void>;
  /** Throws `expression-invalid`, `expression-no-group`, `table-unusable`. */
  read(wish: PatientWish, paths: readonly string[]): Promise<PatientReading>;
}

/** What the train worker asks the data worker, on their own port. */
export interface BatchApi {
  /** Looks at the split `use`. Throws `split-empty`, `class-missing-in-split` (train only), `internal` when nothing is decoded. */
  describe(plan: SplitPlan, use: Split): Promise<BatchFacts>;
  batch(request: BatchRequest): Promise<Batch>;
  /** Samples as a network takes them, whatever they are decoded to. Throws as `film`. */
  films(request: FilmsRequest): Promise<Batch>;
  /** One film that is no sample, decoded exactly as the samples are. Throws `not-an-image`, `image-damaged`, `image-too-large`, `file-empty`. */
  film(file: File, settings: DecodeSettings, channels: 1 | 3): Promise<Batch>;
}

export interface FilesToSave {
  readonly name: string;
  readonly blob: Blob;
}

export interface TrainApi {
  attach(port: MessagePort): Promise<void>;
  /** Starts the backend; called again only with the same choice. `avoid`: why `auto` shall pass WebGL over. */
  configure(choice: BackendChoice, avoid?: AvoidWebgl | null): Promise<BackendInfo>;
  summary(architecture: ArchitectureName, preprocessing: Preprocessing, classes: number): Promise<NetworkSummary>;
  /** Trains to the end, to `signal` (ends `stopped` within a step, network kept) or to a failure. Pause and resume by the calls below. */
  train(request: TrainRequest, onEvent: (event: RunEvent) => void, signal: AbortSignal): Promise<RunEnd>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  evaluate(
    request: EvaluateRequest,
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<EvaluationOutputs>;
  predict(file: File): Promise<Prediction>;
  /** Maps of evidence for samples, by the network that was evaluated last, also while another is trained. Throws `no-model`, `model-not-ours`. */
  explain(request: ExplainRequest, signal: AbortSignal): Promise<Explanation>;
  /** The same for one file, by the network in hand. */
  explainFile(file: File, wish: MapWish, signal: AbortSignal): Promise<Explanation>;
  /** Keeps the current network in the browser. */
  save(name: string, judged: KeptJudgement | null): Promise<ModelRecord>;
  /** Makes a kept network the current one. */
  load(id: string): Promise<{ readonly record: ModelRecord; readonly current: CurrentModel }>;
  /** model.json and weights.bin of the current network. */
  download(judged: KeptJudgement | null): Promise<readonly FilesToSave[]>;
  /** Reads such files; on any error the current network stays. Throws `model-not-ours`, `model-lacks-weights`, `model-has-nan`. */
  upload(files: readonly File[]): Promise<{ record: ModelRecord; current: CurrentModel }>;
}

/** The statistics of an evaluation, apart from the page and from the network. */
export interface JudgeApi {
  /** Every figure with its interval by patient; `threshold` on the positive class of two, null for argmax. */
  figures(scores: Scores, threshold: number | null, signal: AbortSignal): Promise<Judgement>;
  /** Bands of the curves and calibration, before and after a temperature. */
  curves(scores: Scores, temperature: number | null, signal: AbortSignal): Promise<SplitCurves>;
  groups(scores: Scores, wishes: readonly GroupWish[], threshold: number | null): Promise<readonly GroupTable[]>;
  /** Sensitivity and specificity draw by draw, for intervals of what follows from them. */
  rates(scores: Scores, threshold: number | null): Promise<RateDraws>;
  /** The second against the first on the same films, or why they cannot be compared. */
  compare(first: Contender, second: Contender, signal: AbortSignal): Promise<Comparison | Missing>;
  /** What is fixed on validation films. */
  fit(validation: Scores): Promise<ValidationFit>;
}
