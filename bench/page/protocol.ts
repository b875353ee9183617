import type { Tensor } from '@tensorflow/tfjs-core';

/** Who computes: the app's engine, or stock TensorFlow.js. */
export type Side = 'stock' | 'ours';

/** What a worker is asked to prepare. */
export interface Task {
  readonly backend: 'webgl' | 'wasm';
  readonly preset: string;
  /** `step`, `overhead` (a step whose draws cover one pixel each), `adam` or the name of a kernel's task. */
  readonly what: string;
  readonly batch: number;
  readonly size: number;
}

/** Runs once and returns what must be computed when the clock stops. */
export type Run = () => readonly Tensor[];

/** A task made ready on a side. */
export interface Work {
  readonly run: Run;
  /** Multiply-adds for one film, of a step those of the forward pass; null where none are counted. */
  readonly multiplyAdds: number | null;
}

/** One run: milliseconds, the device's work included, and the draw calls it took. */
export interface Times {
  readonly milliseconds: number;
  readonly draws: number;
}

/** A task that is ready: each call takes one measurement. */
export type Measure = () => Times;

/** What is known of a task before it is measured; `failed` names why it cannot be, with our code where there is one. */
export type Prepared = { readonly renderer: string; readonly multiplyAdds: number | null } | Failed;

/** One measurement, or why there is none. */
export type Measured = Times | Failed;

interface Failed {
  readonly failed: string;
}

/** Message to a worker: prepare a task, or take one measurement of it. */
export type Request = { readonly kind: 'prepare'; readonly task: Task } | { readonly kind: 'measure' };
