import { untilAborted } from './batch-queue.ts';

/** Longest time the worker goes without reading its messages. */
const TURN_MS = 50;

/** Gives the event loop a turn when 50 ms have passed: a promise alone never lets a cancel message in. */
export class Turns {
  private last = performance.now();

  /** Resolves at once, or after a turn of the event loop. */
  async due(): Promise<void> {
    if (performance.now() - this.last < TURN_MS) return;
    // Not requestAnimationFrame, which stands still in a hidden tab.
    await new Promise((resolve) => setTimeout(resolve));
    this.last = performance.now();
  }
}

/** Where a run waits while it is paused. */
export class PauseGate {
  private opened: Promise<void> | null = null;
  private open: () => void = () => {};

  get closed(): boolean {
    return this.opened !== null;
  }

  close(): void {
    if (this.opened) return;
    this.opened = new Promise((resolve) => {
      this.open = resolve;
    });
  }

  release(): void {
    this.open();
    this.opened = null;
  }

  /** Resolves when the gate is open; rejects with AbortError when `signal` aborts first. */
  async passed(signal: AbortSignal): Promise<void> {
    if (this.opened) await untilAborted(this.opened, signal);
  }
}
