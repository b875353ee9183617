import { AppError } from '../../core/base/errors.ts';
import type { EpochRecord, RunEnd, RunEvent } from '../../core/training/events.ts';
import { bestEpoch } from '../../core/training/run-state.ts';
import { memoryNow } from './memory.ts';
import { forward } from './outputs.ts';
import { type Run, RunClock } from './run-clock.ts';
import { NOTHING, plus, Stepper, type Tally } from './step.ts';

/**
 * Trains to the end, yielding what happens on the way. Ends `stopped` within a step of the signal, and `failed` with
 * `diverged` when the loss is no number any more; the network keeps the weights it has then.
 */
export async function* runTraining(run: Run): AsyncGenerator<RunEvent, RunEnd> {
  const stepper = new Stepper(run.learner);
  const state = new RunClock(run);
  try {
    yield { kind: 'started', facts: run.facts };
    const history = [...run.facts.history];
    for (let epoch = history.length; epoch < run.facts.config.epochs; epoch++) {
      state.startEpoch();
      const train = yield* trainEpoch(run, { stepper, state, epoch });
      const validation = yield* validate(run, state, epoch);
      history.push(state.record(epoch, train, validation));
      const best = bestEpoch(history) === epoch;
      // First: a page that is closed in between does the epoch again.
      await run.trace.keep(epoch);
      const saved = await run.keep(history, best);
      yield { kind: 'epoch', record: history[epoch] as EpochRecord, best, saved };
    }
    return { kind: 'finished' };
  } catch (error) {
    if (run.signal.aborted) return { kind: 'stopped' };
    if (error instanceof AppError) return { kind: 'failed', code: error.code, details: error.details };
    throw error;
  } finally {
    stepper.dispose();
  }
}

interface Epoch {
  readonly stepper: Stepper;
  readonly state: RunClock;
  readonly epoch: number;
}

async function* trainEpoch(run: Run, { stepper, state, epoch }: Epoch): AsyncGenerator<RunEvent, Tally> {
  let total = NOTHING;
  const { stepsPerEpoch } = run.facts;
  for (let step = 1; step <= stepsPerEpoch; step++) {
    yield* state.pauseIfAsked();
    await state.turns.due();
    const batch = await state.queue.take(run.signal);
    stepper.step(batch);
    if (!state.isTimeToLook() && step < stepsPerEpoch) continue;
    const tally = await stepper.read();
    state.looked();
    if (!Number.isFinite(tally.loss)) throw new AppError('diverged', { epoch, step });
    total = plus(total, tally);
    yield progress(run, { state, epoch, step, tally, total });
  }
  return total;
}

interface Progress {
  readonly state: RunClock;
  readonly epoch: number;
  readonly step: number;
  readonly tally: Tally;
  readonly total: Tally;
}

function progress(run: Run, { state, epoch, step, tally, total }: Progress): RunEvent {
  const point = {
    step: epoch * run.facts.stepsPerEpoch + step,
    loss: tally.loss / tally.films,
    accuracy: tally.correct / tally.films,
  };
  const filmsPerSecond = total.films / state.secondsInEpoch();
  return { kind: 'progress', epoch, stepInEpoch: step, point, filmsPerSecond, ...memoryNow() };
}

async function* validate(run: Run, state: RunClock, epoch: number): AsyncGenerator<RunEvent, Tally | null> {
  const { validationFilms } = run.facts;
  if (validationFilms === 0) return null;
  run.signal.throwIfAborted();
  yield { kind: 'validating', epoch };
  let total = NOTHING;
  run.trace.begin();
  while (total.films < validationFilms) {
    yield* state.pauseIfAsked();
    await state.turns.due();
    const batch = await state.queue.take(run.signal);
    const outputs = await forward(run.judged, batch);
    const { losses, correct } = outputs;
    run.trace.add(batch, outputs);
    total = plus(total, { films: losses.length, loss: losses.reduce((a, b) => a + b, 0), correct });
  }
  // The last step may have broken the weights: they must not take the place of the last good checkpoint.
  if (!Number.isFinite(total.loss)) throw new AppError('diverged', { epoch, step: run.facts.stepsPerEpoch });
  return total;
}
