import type { Fallback } from '../../core/training/fallback.ts';
import { isBusy, recordOf } from '../../core/training/run-state.ts';
import { useAppState } from '../AppContext.tsx';
import { Note } from '../shared/Note.tsx';
import { BACKEND_WORDS, commonWords } from '../words/common.ts';
import { trainWords } from '../words/train.ts';

const words = trainWords.fallback;

/** Says that the run's backend failed and where the run goes on; nothing where it did not. */
export function FallbackNote() {
  const run = useAppState((state) => state.run);
  const choice = useAppState((state) => state.config.backend);
  const record = recordOf(run);
  if (run.phase === 'preparing') {
    const next = choice === 'auto' ? BACKEND_WORDS.wasm : BACKEND_WORDS[choice];
    return run.fallback && <Said fallback={run.fallback}>{words.starting(next)}</Said>;
  }
  if (!record?.fallback) return null;
  const { fallback, facts } = record;
  const here = words.now(BACKEND_WORDS[facts.backend.backend], fallback.epochsKept + 1);
  return <Said fallback={fallback}>{isBusy(run) && choice === 'auto' ? `${here} ${words.again}` : here}</Said>;
}

function Said({ fallback, children }: { readonly fallback: Fallback; readonly children: string }) {
  const { code, epochsKept } = fallback;
  return (
    <Note tone="warn" title={words.cause[code]} urgent>
      <p data-testid="fallback" data-value={epochsKept}>
        {children} {epochsKept > 0 ? words.kept(commonWords.epochs(epochsKept)) : words.anew}
      </p>
    </Note>
  );
}
