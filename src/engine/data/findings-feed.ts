import { quickFindings } from '../../core/dataset/findings/from-facts.ts';
import type { Finding, FindingsUpdate } from '../../core/dataset/findings/types.ts';
import type { FindingsQuestion } from './serve-findings.ts';

/** Milliseconds between two looks at the films decoded so far, at least; and how much longer than a look itself. */
const LOOK_EVERY = 400;
const REST = 10;

/** That films were not compared with one another. */
const NOT_COMPARED: Finding = {
  code: 'not-compared',
  severity: 'warning',
  numbers: {},
  names: {},
  films: [],
  groups: [],
  action: null,
  leaveOut: [],
};

/** What is known of the films so far. */
export type Learned = FindingsQuestion;

/**
 * Findings on the films in hand, told while they are decoded and completed by a worker of its own afterwards, so that a run
 * that starts meanwhile gets its batches.
 */
export class FindingsFeed {
  readonly #spawn: () => Worker;
  #worker: Worker | null = null;
  #latest: FindingsUpdate = { list: [], complete: false };
  #nextLook = 0;
  readonly #listeners = new Set<(update: FindingsUpdate) => void>();

  /** `spawn` starts a worker that serves `serveFindings`. */
  constructor(spawn: () => Worker) {
    this.#spawn = spawn;
  }

  /** Forgets everything: other films are in hand, or they are decoded anew. */
  reset(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#nextLook = 0;
    this.#tell({ list: [], complete: false });
  }

  /** Tells `listener` what is known and what becomes known. Ends with `signal` only, by AbortError. */
  async listen(listener: (update: FindingsUpdate) => void, signal: AbortSignal): Promise<never> {
    signal.throwIfAborted();
    this.#listeners.add(listener);
    listener(this.#latest);
    try {
      return await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      });
    } finally {
      this.#listeners.delete(listener);
    }
  }

  /** Has a look at the films decoded so far, now and then. */
  look({ index, facts, failed }: Learned): void {
    const started = performance.now();
    if (started < this.#nextLook) return;
    this.#tell({ list: quickFindings(index, facts, failed), complete: false });
    const ended = performance.now();
    this.#nextLook = ended + Math.max(LOOK_EVERY, REST * (ended - started));
  }

  /**
   * Completes the findings once every film was tried, in the worker from the first on: a set that was kept is ready without
   * waiting for them. A worker that fails leaves those that need no comparison, and one that says so.
   */
  finish(learned: Learned): void {
    this.#worker?.terminate();
    const worker = this.#spawn();
    this.#worker = worker;
    const take = (answer: () => FindingsUpdate) => {
      if (this.#worker !== worker) return;
      const update = answer();
      if (update.complete) this.#end(worker);
      this.#tell(update);
    };
    const fail = () =>
      take(() => {
        const quick = quickFindings(learned.index, learned.facts, learned.failed);
        return { list: [...quick, NOT_COMPARED], complete: true };
      });
    worker.onmessage = ({ data }: MessageEvent<FindingsUpdate>) => take(() => data);
    worker.onmessageerror = fail;
    worker.onerror = (event) => {
      event.preventDefault();
      fail();
    };
    worker.postMessage(learned);
  }

  #end(worker: Worker): void {
    worker.terminate();
    this.#worker = null;
  }

  #tell(update: FindingsUpdate): void {
    this.#latest = update;
    for (const listener of this.#listeners) listener(update);
  }
}
