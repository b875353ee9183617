import type { AppError } from '../base/errors.ts';
import { assertNever } from '../base/errors.ts';
import type { EpochRecord, RunEvent, RunFacts, StepPoint } from './events.ts';
import type { Fallback } from './fallback.ts';

/** The moving numbers of a run. */
export interface RunProgress {
  readonly epoch: number;
  readonly stepInEpoch: number;
  readonly filmsPerSecond: number;
  readonly tensors: number;
  readonly bytes: number;
  readonly validating: boolean;
}

/** What the charts and the table show; kept after the end. */
export interface RunRecord {
  readonly facts: RunFacts;
  readonly steps: readonly StepPoint[];
  readonly epochs: readonly EpochRecord[];
  readonly bestEpoch: number | null;
  readonly progress: RunProgress | null;
  /** False once an epoch could not be written to the browser's storage. */
  readonly saved: boolean;
  /** Set once the run has gone on from another backend's last epoch. */
  readonly fallback?: Fallback;
}

/** A run's life as one union. */
export type RunState =
  | { readonly phase: 'idle' }
  /** With a fallback: its backend failed, and it goes on elsewhere; its record up to the last kept epoch stays in sight. */
  | { readonly phase: 'preparing'; readonly record?: RunRecord | null; readonly fallback?: Fallback }
  | { readonly phase: 'running'; readonly record: RunRecord }
  | { readonly phase: 'paused'; readonly record: RunRecord }
  | { readonly phase: 'stopping'; readonly record: RunRecord }
  | { readonly phase: 'finished'; readonly record: RunRecord }
  | { readonly phase: 'stopped'; readonly record: RunRecord | null }
  | { readonly phase: 'failed'; readonly record: RunRecord | null; readonly error: AppError };

export const IDLE: RunState = { phase: 'idle' };

/** Points kept for the step chart; beyond it neighbours are merged two by two. */
export const MAX_STEP_POINTS = 400;

/** The run's record in any phase that has one. */
export function recordOf(run: RunState): RunRecord | null {
  return ('record' in run && run.record) || null;
}

/** The state while a run whose backend failed is taken to another one: what was not kept is gone from its record. */
export function fallingBack(record: RunRecord | null, fallback: Fallback): RunState {
  return { phase: 'preparing', record: record && keptPart(record, fallback.epochsKept), fallback };
}

function keptPart(record: RunRecord, epochsKept: number): RunRecord {
  const epochs = record.epochs.slice(0, epochsKept);
  const lastStep = epochsKept * record.facts.stepsPerEpoch;
  const steps = record.steps.filter(({ step }) => step <= lastStep);
  return { ...record, epochs, steps, bestEpoch: bestEpoch(epochs), progress: null };
}

/** Whether the train worker is at work, so that films and settings must stay. */
export function isBusy(run: RunState): boolean {
  return run.phase === 'preparing' || run.phase === 'running' || run.phase === 'paused' || run.phase === 'stopping';
}

/** The state after an event of the train worker; events of a run that is not under way change nothing. */
export function reduceRun(run: RunState, event: RunEvent): RunState {
  if (event.kind === 'started') return { phase: 'running', record: startRecord(event.facts, run) };
  if (run.phase !== 'running' && run.phase !== 'paused' && run.phase !== 'stopping') return run;
  switch (event.kind) {
    case 'progress':
      return { ...run, record: withProgress(run.record, event) };
    case 'validating':
      return { ...run, record: withValidating(run.record) };
    case 'epoch':
      return { ...run, record: withEpoch(run.record, event) };
    case 'paused':
      return run.phase === 'running' ? { phase: 'paused', record: run.record } : run;
    case 'resumed':
      return run.phase === 'paused' ? { phase: 'running', record: run.record } : run;
    default:
      return assertNever(event);
  }
}

function startRecord(facts: RunFacts, before: RunState): RunRecord {
  const fallback = before.phase === 'preparing' ? before.fallback : undefined;
  return {
    facts,
    steps: (fallback && recordOf(before)?.steps) ?? [],
    epochs: facts.history,
    bestEpoch: bestEpoch(facts.history),
    progress: null,
    saved: true,
    ...(fallback ? { fallback } : {}),
  };
}

function withProgress(record: RunRecord, event: Extract<RunEvent, { kind: 'progress' }>): RunRecord {
  const { epoch, stepInEpoch, filmsPerSecond, tensors, bytes, point } = event;
  return {
    ...record,
    steps: point ? thin([...record.steps, point]) : record.steps,
    progress: { epoch, stepInEpoch, filmsPerSecond, tensors, bytes, validating: false },
  };
}

function withValidating(record: RunRecord): RunRecord {
  return record.progress ? { ...record, progress: { ...record.progress, validating: true } } : record;
}

function withEpoch(record: RunRecord, event: Extract<RunEvent, { kind: 'epoch' }>): RunRecord {
  const epochs = [...record.epochs, event.record];
  return { ...record, epochs, bestEpoch: bestEpoch(epochs), saved: record.saved && event.saved };
}

/** The epoch of the lowest validation loss (training loss without validation); null before the first. */
export function bestEpoch(epochs: readonly EpochRecord[]): number | null {
  let best: EpochRecord | null = null;
  for (const record of epochs) {
    if (!best || (record.valLoss ?? record.loss) < (best.valLoss ?? best.loss)) best = record;
  }
  return best?.epoch ?? null;
}

function thin(points: readonly StepPoint[]): readonly StepPoint[] {
  if (points.length <= MAX_STEP_POINTS) return points;
  const merged: StepPoint[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [a, b] = [points[i] as StepPoint, points[i + 1] as StepPoint];
    merged.push({ step: b.step, loss: (a.loss + b.loss) / 2, accuracy: (a.accuracy + b.accuracy) / 2 });
  }
  return points.length % 2 ? [...merged, points.at(-1) as StepPoint] : merged;
}
