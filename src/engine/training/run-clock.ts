import type { EpochRecord, RunEvent, RunFacts } from '../../core/training/events.ts';
import type { BatchPort } from './batch-port.ts';
import { BatchQueue } from './batch-queue.ts';
import { memoryNow } from './memory.ts';
import type { Judged } from './outputs.ts';
import { runRequests } from './requests.ts';
import type { Learner, Tally } from './step.ts';
import { type PauseGate, Turns } from './turn.ts';
import type { ValidationTrace } from './validation-trace.ts';

/** Time between two looks at the running figures. */
const LOOK_MS = 100;

/** One run: what learns, on what, and who may interrupt it. */
export interface Run {
  readonly facts: RunFacts;
  readonly learner: Learner;
  /** The same network as it is judged. */
  readonly judged: Judged;
  readonly port: BatchPort;
  readonly gate: PauseGate;
  readonly signal: AbortSignal;
  /** Keeps the answers of each epoch. */
  readonly trace: ValidationTrace;
  /** Keeps the last whole epoch; false when it could not be written. */
  keep(history: readonly EpochRecord[], best: boolean): Promise<boolean>;
}

/** A run's batches and its times; a pause counts for none of them. */
export class RunClock {
  readonly turns = new Turns();
  readonly queue: BatchQueue;
  private readonly run: Run;
  private epochStart = 0;
  private lastLook = performance.now();
  private steps = 0;
  private stepsUntilLook = 1;

  constructor(run: Run) {
    this.run = run;
    this.queue = new BatchQueue(run.port, runRequests(run.facts));
  }

  startEpoch(): void {
    this.epochStart = performance.now();
    this.queue.takeWaited();
  }

  /**
   * About ten times a second, and after every step when steps are slow: a GPU that was given many at once would answer
   * the stop button only after all of them.
   */
  isTimeToLook(): boolean {
    this.steps++;
    return this.steps >= this.stepsUntilLook;
  }

  /** Plans the next look by the time the steps since the last one took. */
  looked(): void {
    const now = performance.now();
    const perStep = (now - this.lastLook) / Math.max(1, this.steps);
    this.stepsUntilLook = Math.max(1, Math.floor(LOOK_MS / Math.max(1, perStep)));
    this.lastLook = now;
    this.steps = 0;
  }

  secondsInEpoch(): number {
    return (performance.now() - this.epochStart) / 1000;
  }

  /** Throws on abort, waits while the run is paused. */
  async *pauseIfAsked(): AsyncGenerator<RunEvent, void> {
    const { gate, signal } = this.run;
    signal.throwIfAborted();
    if (!gate.closed) return;
    const start = performance.now();
    yield { kind: 'paused' };
    await gate.passed(signal);
    this.epochStart += performance.now() - start;
    yield { kind: 'resumed' };
  }

  /** The figures of an epoch that is done. */
  record(epoch: number, train: Tally, validation: Tally | null): EpochRecord {
    const seconds = this.secondsInEpoch();
    return {
      epoch,
      loss: train.loss / train.films,
      accuracy: train.correct / train.films,
      valLoss: validation && validation.loss / validation.films,
      valAccuracy: validation && validation.correct / validation.films,
      seconds,
      waitingShare: this.queue.takeWaited() / 1000 / seconds,
      backend: this.run.facts.backend.backend,
      ...memoryNow(),
    };
  }
}
