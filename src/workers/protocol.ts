/** Every message that crosses a thread, in one place. Types only: both ends are one build. */
import type { AugmentationPolicy } from '../core/augment/policy.ts';
import type { DatasetIndex, Ignored, Split } from '../core/dataset/types.ts';
import type { DecodeSettings, Preprocessing } from '../core/pixels/settings.ts';
import type { Checkpoint, DatasetFacts, ModelRecord, TestResult } from '../core/report/model-record.ts';
import type { ArchitectureName, BackendChoice, TrainingConfig } from '../core/training/config.ts';
import type { BackendInfo, NetworkSummary, RunEnd, RunEvent } from '../core/training/events.ts';

/** A file that was dropped or picked, with its path below the dropped root. */
export interface NamedFile {
  readonly path: string;
  readonly file: File;
}

/** What the user gave: files of one or more folders, one zip, or a wish for synthetic films. */
export type SourceRequest =
  | { readonly kind: 'folder'; readonly name: string; readonly files: readonly NamedFile[] }
  | { readonly kind: 'zip'; readonly file: File }
  | { readonly kind: 'synthetic'; readonly seed: number };

export interface DecodeProgress {
  readonly done: number;
  readonly total: number;
  readonly filmsPerSecond: number;
}

/** What is known once every film was tried. */
export interface DecodeReport {
  readonly settings: DecodeSettings;
  readonly films: number;
  /** 1 when every film is grey by its pixels. */
  readonly storedChannels: 1 | 3;
  readonly failed: readonly Ignored[];
  readonly seconds: number;
  /** False where a privacy browser perturbs canvas reads; then slower code of our own serves. */
  readonly canvasTrusted: boolean;
}

export interface DataApi {
  /** Lists the source. Throws `no-images`, `one-class`, `too-many-classes`, `zip-damaged`, `zip-encrypted`. */
  open(request: SourceRequest, signal: AbortSignal): Promise<DatasetIndex>;
  /** Decodes every film unless the store holds them with these settings already. */
  decode(
    settings: DecodeSettings,
    onProgress: (progress: DecodeProgress) => void,
    signal: AbortSignal,
  ): Promise<DecodeReport>;
  /** A small picture of one sample for the screen, longest side `size` px. */
  thumbnail(sample: number, size: number): Promise<ImageBitmap>;
  /** Gives the train worker its way to the batches. */
  attach(port: MessagePort): Promise<void>;
  /** Forgets the dataset. */
  close(): Promise<void>;
}

/** Which films a batch holds: a split in the order of (seed, epoch), cut into batches; the last may be short. */
export interface BatchRequest {
  readonly split: Split;
  readonly plan: SplitPlan;
  readonly batch: number;
  readonly batchSize: number;
  readonly channels: 1 | 3;
  /** Null: in the order of the index, never transformed. */
  readonly shuffle: { readonly seed: number; readonly epoch: number } | null;
  readonly augmentation: AugmentationPolicy | null;
}

/** How the run divides the films, beyond the folders. */
export interface SplitPlan {
  readonly validation: TrainingConfig['validation'];
  readonly validationPercent: number;
  readonly seed: number;
}

/** One batch: bytes `[n, size, size, channels]`, labels `[n]`, sample numbers `[n]`. */
export interface Batch {
  readonly bytes: Uint8Array;
  readonly labels: Uint8Array;
  readonly samples: Uint32Array;
  readonly imageSize: number;
}

/** What a run must know of the dataset before its first batch. */
export interface BatchFacts {
  readonly classNames: readonly string[];
  /** Readable films by split under the plan: `counts[split][label]`. */
  readonly counts: DatasetFacts['counts'];
  readonly dataset: DatasetFacts;
  readonly imageSize: number;
}

/** What the train worker asks the data worker, on their own port. */
export interface BatchApi {
  /** Throws `class-missing-in-split`, `split-empty`, `internal` when nothing is decoded. */
  describe(plan: SplitPlan): Promise<BatchFacts>;
  batch(request: BatchRequest): Promise<Batch>;
  /** One film that is no sample, decoded exactly as the samples are. Throws `not-an-image`, `image-damaged`, `image-too-large`, `file-empty`. */
  film(file: File, settings: DecodeSettings, channels: 1 | 3): Promise<Batch>;
}

export interface TrainRequest {
  readonly id: string;
  readonly config: TrainingConfig;
  /** Set to go on from there. Throws `checkpoint-mismatch` when the films are others. */
  readonly resume: Checkpoint | null;
}

export interface EvaluateRequest {
  readonly split: Split;
  readonly plan: SplitPlan;
  readonly weights: 'last' | 'best';
}

/** The network's outputs on a split, one place per film. */
export interface EvaluationOutputs {
  readonly split: Split;
  readonly classNames: readonly string[];
  readonly samples: Uint32Array;
  readonly labels: Uint8Array;
  /** All logits' softmax, `[films, outputs]`; the paper's network has ten outputs for two classes. */
  readonly probabilities: Float32Array;
  readonly outputs: number;
  /** Mean cross-entropy. */
  readonly loss: number;
  readonly seconds: number;
}

export interface Prediction {
  readonly fileName: string;
  /** Softmax over the network's outputs. */
  readonly probabilities: Float32Array;
  readonly seconds: number;
}

/** The network that the train worker holds now. */
export interface CurrentModel {
  readonly classNames: readonly string[];
  readonly preprocessing: Preprocessing;
  readonly parameters: number;
  readonly backend: BackendInfo;
}

export interface FilesToSave {
  readonly name: string;
  readonly blob: Blob;
}

export interface TrainApi {
  attach(port: MessagePort): Promise<void>;
  /** Starts the backend; called again only with the same choice. */
  configure(choice: BackendChoice): Promise<BackendInfo>;
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
  /** Keeps the current network in the browser. */
  save(name: string, result: TestResult | null): Promise<ModelRecord>;
  /** Makes a kept network the current one. */
  load(id: string): Promise<{ readonly record: ModelRecord; readonly current: CurrentModel }>;
  /** model.json and weights.bin of the current network. */
  download(result: TestResult | null): Promise<readonly FilesToSave[]>;
  /** Reads such files; on any error the current network stays. Throws `model-not-ours`, `model-lacks-weights`, `model-has-nan`. */
  upload(files: readonly File[]): Promise<CurrentModel>;
}
