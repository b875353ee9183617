/** What the workers hand one another and the page: plain data, so that the engine need not know of threads. */
import type { AugmentationPolicy } from '../augment/policy.ts';
import type { Ignored, Split } from '../dataset/types.ts';
import type { DecodeSettings, Preprocessing } from '../pixels/settings.ts';
import type { Checkpoint, DatasetFacts, DividedFilms } from '../report/model-record.ts';
import type { SplitPlan, TrainingConfig } from './config.ts';
import type { BackendInfo } from './events.ts';

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
  /** Groups of samples whose files are the same byte by byte; their patients count as one from here on. */
  readonly identical: readonly (readonly number[])[];
  readonly seconds: number;
  /** True when the films were kept on an earlier visit, and not decoded again. */
  readonly restored: boolean;
  /** False where a privacy browser perturbs canvas reads; then slower code of our own serves. */
  readonly canvasTrusted: boolean;
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

/** One batch: bytes `[n, size, size, channels]`, labels `[n]`, sample numbers `[n]`. */
export interface Batch {
  readonly bytes: Uint8Array;
  readonly labels: Uint8Array;
  readonly samples: Uint32Array;
  readonly imageSize: number;
}

/** Which samples, and how the network that asks takes them. */
export interface FilmsRequest {
  readonly samples: Uint32Array;
  readonly settings: DecodeSettings;
  readonly channels: 1 | 3;
}

/** What a run must know of the dataset before its first batch. */
export interface BatchFacts {
  readonly classNames: readonly string[];
  /** Readable films by split under the plan: `counts[split][label]`. */
  readonly counts: DatasetFacts['counts'];
  /** Patients by split under the plan, of readable films. */
  readonly patients: DividedFilms['patients'];
  readonly dataset: DatasetFacts;
  readonly imageSize: number;
}

export interface TrainRequest {
  readonly id: string;
  readonly config: TrainingConfig;
  readonly plan: SplitPlan;
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

/** How a map of evidence is made; the head of the network decides between the first two. */
export type MapMethod = 'grad-cam' | 'hires-cam' | 'occlusion';

/** What maps of evidence are wanted: `cam` is the one that suits the network. */
export interface MapWish {
  readonly method: 'cam' | 'occlusion';
  /** For each film the class whose evidence is looked for. */
  readonly targets: Uint8Array;
  /** Null: the weights as they are. Else a seed: the control, with weights drawn anew. */
  readonly control: number | null;
}

/** Samples to explain by the network that was evaluated last, with the weights it was evaluated with. */
export interface ExplainRequest extends MapWish {
  readonly samples: Uint32Array;
  readonly weights: 'last' | 'best';
}

/** Maps of evidence at the size that the network sees. */
export interface Explanation {
  readonly method: MapMethod;
  /** Pixels from one cell of the map to the next; of occlusion the side of the patch. */
  readonly cell: number;
  readonly size: number;
  /** `[films, size, size]`, none below zero; in units of the logit, not brought to one scale. */
  readonly maps: Float32Array;
  /** What the network gives to each film's class, the film as it is, without its mirror image. */
  readonly probabilities: Float32Array;
  readonly seconds: number;
}

/** The network that the train worker holds now. */
export interface CurrentModel {
  readonly classNames: readonly string[];
  readonly preprocessing: Preprocessing;
  readonly parameters: number;
  readonly backend: BackendInfo;
  /** Which weights it was kept with, and the temperature; see `ModelRecord`. */
  readonly weights?: 'last' | 'best' | undefined;
  readonly temperature?: number | undefined;
}
