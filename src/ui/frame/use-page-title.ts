import { useEffect } from 'react';
import { isBusy, type RunState, recordOf } from '../../core/training/run-state.ts';
import { useAppState } from '../AppContext.tsx';
import { formatPercent } from '../shared/format.ts';
import { commonWords } from '../words/common.ts';
import { frameWords } from '../words/frame.ts';
import { epochWords } from './place-status.ts';

/** Keeps the tab's title at epoch and accuracy, so that a hidden tab still tells how it goes. */
export function usePageTitle(): void {
  const title = useAppState((state) => pageTitle(state.run));
  useEffect(() => {
    document.title = title;
  }, [title]);
}

function pageTitle(run: RunState): string {
  if (run.phase === 'idle') return commonWords.name;
  const record = recordOf(run);
  if (run.phase === 'failed') return `${frameWords.run.failed} · ${commonWords.name}`;
  if (!record) return isBusy(run) ? `${frameWords.run.preparing} · ${commonWords.name}` : commonWords.name;
  const last = record.epochs.at(-1);
  const accuracy = last ? (last.valAccuracy ?? last.accuracy) : null;
  const state = isBusy(run) ? epochWords(run) : frameWords.run[run.phase];
  return [state, accuracy === null ? '' : formatPercent(accuracy), commonWords.name].filter(Boolean).join(' · ');
}

/** Asks before the page is left while a run is under way. */
export function useLeaveWarning(): void {
  const busy = useAppState((state) => isBusy(state.run));
  useEffect(() => {
    if (!busy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [busy]);
}
