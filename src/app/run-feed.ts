import type { RunEvent } from '../core/training/events.ts';
import { type RunState, reduceRun } from '../core/training/run-state.ts';
import type { AppStore } from './store.ts';

/** Redrawing charts four times a second is as live as an eye can follow, and leaves the page smooth. */
const FLUSH_MS = 250;

/**
 * Brings run events into the state, gathered: a small network finishes many epochs a second, and a redraw for each
 * would freeze the page. What changes the phase is shown at once.
 */
export class RunFeed {
  readonly #store: AppStore;
  #waiting: RunEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(store: AppStore) {
    this.#store = store;
  }

  /** Takes one event, in order. */
  push(event: RunEvent): void {
    this.#waiting.push(event);
    if (event.kind === 'started' || event.kind === 'paused' || event.kind === 'resumed') this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  /** Brings in what waits; before a run's end is told, so that no epoch is lost. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const events = this.#waiting;
    this.#waiting = [];
    if (events.length === 0) return;
    this.#store.setState(({ run }) => ({ run: events.reduce<RunState>(reduceRun, run) }));
  }
}
