import type { EvaluationTask } from './evaluation-task.ts';
import type { AppStore } from './store.ts';
import type { Workers } from './workers.ts';

/** What every command works with. */
export interface AppContext {
  readonly store: AppStore;
  readonly workers: Workers;
  readonly evaluation: EvaluationTask;
}
