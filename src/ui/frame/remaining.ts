import { VALIDATION_SPEED } from '../../core/training/estimate.ts';
import type { RunRecord } from '../../core/training/run-state.ts';

/**
 * Seconds until the run's last epoch ends; null until anything can be said.
 * From the epochs of this run when there are any, else from the present rate.
 */
export function remainingSeconds({ facts, epochs, progress }: RunRecord): number | null {
  const toGo = facts.config.epochs - epochs.length - shareOfEpoch(epochs.length, facts.stepsPerEpoch, progress);
  const own = epochs.slice(facts.history.length);
  const perEpoch = own.length
    ? own.reduce((sum, record) => sum + record.seconds, 0) / own.length
    : estimateEpoch(facts.trainFilms + facts.validationFilms / VALIDATION_SPEED, progress?.filmsPerSecond ?? 0);
  return perEpoch === null ? null : Math.max(0, toGo * perEpoch);
}

function shareOfEpoch(epochsDone: number, steps: number, progress: RunRecord['progress']): number {
  return progress && progress.epoch >= epochsDone ? progress.stepInEpoch / steps : 0;
}

function estimateEpoch(films: number, filmsPerSecond: number): number | null {
  return filmsPerSecond > 0 ? films / filmsPerSecond : null;
}
