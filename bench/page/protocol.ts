/** What a worker is asked to prepare. */
export interface Task {
  readonly backend: 'webgl' | 'wasm';
  readonly preset: string;
  /** `step`, or the name of a kernel's task. */
  readonly what: string;
  readonly batch: number;
  readonly size: number;
}

/** One line of the benchmark; `null` where stock TensorFlow.js cannot run it. */
export interface Row extends Task {
  readonly bench: 'train';
  readonly stock_ms: number | 'impossible';
  readonly ours_ms: number;
  readonly ratio: number | null;
}

/** A task that is ready: each call takes one measurement, in milliseconds, the device's work included. */
export type Measure = () => number;

/** Message to a worker: prepare a task, or take one measurement of it. */
export type Request = { readonly kind: 'prepare'; readonly task: Task } | { readonly kind: 'measure' };

/** Answer of a worker. */
export type Answer =
  | { readonly kind: 'prepared'; readonly renderer: string }
  | { readonly kind: 'measured'; readonly milliseconds: number }
  | { readonly kind: 'failed'; readonly message: string };
