import { createStore, type StoreApi } from 'zustand/vanilla';
import { PRESETS } from '../core/training/config.ts';
import { IDLE } from '../core/training/run-state.ts';
import { probeCapabilities } from './capabilities.ts';
import { NO_EVALUATIONS } from './evaluations.ts';
import { NO_FINDINGS } from './findings.ts';
import type { AppState, Notice } from './state.ts';
import { storedTheme } from './theme.ts';

export type AppStore = StoreApi<AppState>;

/** The state of a page just opened. */
export function makeStore(): AppStore {
  const { config } = PRESETS.paper;
  return createStore<AppState>(() => ({
    capabilities: probeCapabilities(),
    dataset: { kind: 'empty' },
    indexSeconds: null,
    config,
    ...NO_FINDINGS,
    network: null,
    device: { choice: config.backend, info: null },
    run: IDLE,
    resumable: null,
    model: { kind: 'none' },
    former: null,
    evaluation: { kind: 'none' },
    evaluations: NO_EVALUATIONS,
    prediction: { kind: 'none' },
    models: null,
    kept: { list: [], failure: null },
    notices: [],
    theme: storedTheme(),
  }));
}

/** Adds a passing message. */
export function notify(store: AppStore, tone: Notice['tone'], content: Notice['content']): void {
  store.setState(({ notices }) => {
    const id = (notices.at(-1)?.id ?? 0) + 1;
    return { notices: [...notices.slice(-3), { id, tone, content }] };
  });
}
