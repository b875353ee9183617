import type { ErrorCode, ErrorDetails } from '../base/errors.ts';
import type { BackendName, SplitPlan, TrainingConfig } from './config.ts';

/** The machine a run works on, and why it was chosen. */
export interface BackendInfo {
  readonly backend: BackendName;
  /** Name of the GPU or renderer, `WASM SIMD, 2 threads` (`WASM SIMD` with one), or `CPU (JavaScript)`. */
  readonly renderer: string;
  /** True when WebGL is drawn by the processor (SwiftShader, llvmpipe, Basic Render). */
  readonly software: boolean;
  /** Why not another one, as a code the page has words for. */
  readonly reason: BackendReason;
  /** What one step of the probe took, on each backend that was timed; see `PROBE`. */
  readonly stepTimes?: readonly StepTime[] | undefined;
}

/** Milliseconds of one step of the probe. */
export interface StepTime {
  readonly backend: BackendName;
  readonly ms: number;
}

export type BackendReason =
  | 'hardware-webgl'
  /** Both were timed and this one is the faster. */
  | 'measured'
  | 'software-webgl'
  | 'no-webgl'
  | 'half-float-webgl'
  | 'no-wasm'
  /** WebGL was taken away from the page before. */
  | 'webgl-lost'
  /** A kernel did not compile or run on WebGL. */
  | 'webgl-failed'
  | 'chosen';

/** One row of the layer table. */
export interface LayerRow {
  readonly name: string;
  readonly type: string;
  /** Without the batch dimension. */
  readonly outputShape: readonly number[];
  readonly parameters: number;
  /** Multiply-adds of one film's forward pass. */
  readonly multiplyAdds: number;
}

/** What a network looks like before it is trained. */
export interface NetworkSummary {
  readonly layers: readonly LayerRow[];
  readonly parameters: number;
}

/** One finished epoch; `epoch` counts from zero. */
export interface EpochRecord {
  readonly epoch: number;
  /** Means over the epoch's films, weights moving meanwhile (as Keras prints them). */
  readonly loss: number;
  readonly accuracy: number;
  readonly valLoss: number | null;
  readonly valAccuracy: number | null;
  /** Wall time of the epoch, validation included, seconds. */
  readonly seconds: number;
  /** Share of `seconds` spent waiting for batches. */
  readonly waitingShare: number;
  /** What trained it: a run may change its backend on the way. Runs of before this was noted lack it. */
  readonly backend?: BackendName | undefined;
  /** `tf.memory()` at the end of the epoch. */
  readonly tensors: number;
  readonly bytes: number;
}

/** A point of the live charts: means over the steps since the point before. */
export interface StepPoint {
  /** Steps done since the run began. */
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
}

/** Facts that a run's start fixes. */
export interface RunFacts {
  readonly id: string;
  readonly config: TrainingConfig;
  readonly plan: SplitPlan;
  readonly backend: BackendInfo;
  readonly network: NetworkSummary;
  readonly stepsPerEpoch: number;
  readonly trainFilms: number;
  readonly validationFilms: number;
  /** Epochs already done when a run is resumed. */
  readonly history: readonly EpochRecord[];
}

/** What the train worker tells while it works; in order, and before the call settles. */
export type RunEvent =
  | { readonly kind: 'started'; readonly facts: RunFacts }
  | {
      readonly kind: 'progress';
      readonly epoch: number;
      /** Steps done in this epoch. */
      readonly stepInEpoch: number;
      readonly point: StepPoint | null;
      readonly filmsPerSecond: number;
      readonly tensors: number;
      /** Bytes of live tensors; on WebGL the bytes allocated on the GPU. */
      readonly bytes: number;
    }
  | { readonly kind: 'validating'; readonly epoch: number }
  | { readonly kind: 'epoch'; readonly record: EpochRecord; readonly best: boolean; readonly saved: boolean }
  | { readonly kind: 'paused' }
  | { readonly kind: 'resumed' };

/** How a run ended. */
export type RunEnd =
  | { readonly kind: 'finished' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly details: ErrorDetails };
