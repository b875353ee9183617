import type { FindingCode } from '../core/dataset/findings/types.ts';
import { planOf } from '../core/training/config.ts';
import { isBusy } from '../core/training/run-state.ts';
import type { AppContext } from './context.ts';
import { decide, NO_FINDINGS, takeBack } from './findings.ts';
import type { AppState, Commands } from './state.ts';

type FindingsCommands = Pick<Commands, 'actOn' | 'undo'>;

/** Findings on the films in hand: heard from the data worker for as long as they are open, and what the user decides on them. */
export class Findings {
  readonly #context: AppContext;
  #abort = new AbortController();

  constructor(context: AppContext) {
    this.#context = context;
    context.store.subscribe((now, before) => {
      if (now.dataset !== before.dataset) this.#follow(now, before);
      if (isNewPlan(now, before)) void this.#readPlan(now);
      if (now.dataset.kind === 'ready' && before.dataset.kind !== 'ready') void this.#readFacts(this.#abort.signal);
    });
  }

  /** The commands of the findings list. */
  commands(): FindingsCommands {
    return {
      actOn: (code) => this.#decide(code, decide),
      undo: (code) => this.#decide(code, takeBack),
    };
  }

  #decide(code: FindingCode, change: typeof decide): void {
    const { store } = this.#context;
    const state = store.getState();
    if (!isBusy(state.run)) store.setState(change(state, code) ?? {});
  }

  /** Other films, other findings. */
  #follow(now: AppState, before: AppState): void {
    if ('index' in before.dataset && !('index' in now.dataset)) {
      this.#abort.abort();
      this.#context.store.setState(NO_FINDINGS);
    }
    if ('index' in now.dataset && !('index' in before.dataset)) {
      this.#abort.abort();
      this.#abort = new AbortController();
      void this.#listen(this.#abort.signal);
    }
  }

  async #listen(signal: AbortSignal): Promise<void> {
    const { store, workers } = this.#context;
    try {
      const data = await workers.data();
      await data.findings(({ list, complete }) => {
        if (signal.aborted) return;
        store.setState(({ findings }) => ({ findings: { ...findings, fromFacts: list, complete } }));
      }, signal);
    } catch {
      // The films are gone, or their worker is: the dataset's own phase tells.
    }
  }

  async #readFacts(signal: AbortSignal): Promise<void> {
    const data = await this.#context.workers.data();
    const facts = await data.facts().catch(() => null);
    if (!signal.aborted) this.#context.store.setState({ facts });
  }

  async #readPlan({ dataset, config, leftOut }: AppState): Promise<void> {
    const { store, workers } = this.#context;
    const data = await workers.data();
    const fromPlan = await data.planFindings(planOf(config, leftOut)).catch(() => null);
    const now = store.getState();
    const isOld = indexOf(now) !== indexOf({ dataset }) || isNewPlan(now, { dataset, config, leftOut });
    if (fromPlan && !isOld) store.setState(({ findings }) => ({ findings: { ...findings, fromPlan } }));
  }
}

type Planned = Pick<AppState, 'dataset' | 'config' | 'leftOut'>;

function indexOf({ dataset }: Pick<AppState, 'dataset'>) {
  return 'index' in dataset ? dataset.index : null;
}

function isNewPlan(now: Planned, before: Planned): boolean {
  if (!indexOf(now)) return false;
  const isSameConfig =
    now.config.validation === before.config.validation &&
    now.config.validationPercent === before.config.validationPercent &&
    now.config.seed === before.config.seed;
  return !isSameConfig || now.leftOut !== before.leftOut || indexOf(now) !== indexOf(before);
}
