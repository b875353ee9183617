import { useLocation } from 'wouter';
import type { AppError } from '../../core/base/errors.ts';
import { deviceFailure, nextBackend } from '../../core/training/fallback.ts';
import { isBusy, recordOf } from '../../core/training/run-state.ts';
import { useAppState, useCommands } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { Empty } from '../shared/Empty.tsx';
import { ErrorNote } from '../shared/ErrorNote.tsx';
import { Note } from '../shared/Note.tsx';
import { Panel } from '../shared/Panel.tsx';
import { Place } from '../shared/Place.tsx';
import { BACKEND_WORDS, commonWords } from '../words/common.ts';
import { trainWords } from '../words/train.ts';
import { Curves } from './Curves.tsx';
import { EpochTable } from './EpochTable.tsx';
import { FallbackNote } from './FallbackNote.tsx';
import { LayerTable } from './LayerTable.tsx';
import { ResumeBanner } from './ResumeBanner.tsx';
import { RunPanel } from './RunPanel.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import { TrainActions } from './TrainActions.tsx';
import styles from './TrainPlace.module.css';
import { useEpochEstimate } from './use-epoch-estimate.ts';
import { isStartable } from './use-start.ts';

/** Training: settings, network, and the run as it goes. */
export function TrainPlace() {
  const busy = useAppState((state) => isBusy(state.run));
  const hasRecord = useAppState((state) => recordOf(state.run) !== null);
  const network = useAppState((state) => recordOf(state.run)?.facts.network ?? state.network);
  const hasFilms = useAppState((state) => 'index' in state.dataset);
  const isValid = useAppState((state) => isStartable(state.config));
  const estimate = useEpochEstimate();
  const setup = (
    <div className={styles.setup}>
      <SettingsForm />
      <LayerTable network={network} />
    </div>
  );
  return (
    <Place title={trainWords.title} summary={isValid ? estimate : trainWords.invalid} actions={<TrainActions />}>
      <ResumeBanner />
      {!hasFilms && !hasRecord && <NoFilms />}
      <FallbackNote />
      <RunNotes />
      <RunPanel />
      <Curves />
      <EpochTable />
      {busy ? (
        <details className={styles.fold}>
          <summary>{trainWords.settings.title}</summary>
          {setup}
        </details>
      ) : (
        setup
      )}
    </Place>
  );
}

function NoFilms() {
  const [, navigate] = useLocation();
  return (
    <Empty sentence={trainWords.noFilms}>
      <Button kind="primary" onPress={() => navigate('/data')}>
        {commonWords.toData}
      </Button>
    </Empty>
  );
}

/** The way on where the backend itself failed: the next one, from the last kept epoch. */
function ContinueElsewhere({ error }: { readonly error: AppError }) {
  const next = useAppState(({ run, config }) => {
    const used = recordOf(run)?.facts.backend.backend;
    return nextBackend(used ?? (config.backend === 'auto' ? 'webgl' : config.backend));
  });
  const { goOnElsewhere } = useCommands();
  if (!next || !deviceFailure(error)) return null;
  return <Button onPress={() => void goOnElsewhere()}>{trainWords.fallback.next(BACKEND_WORDS[next])}</Button>;
}

function RunNotes() {
  const phase = useAppState((state) => state.run.phase);
  const error = useAppState(({ run }) => (run.phase === 'failed' ? run.error : null));
  const hasRecord = useAppState((state) => recordOf(state.run) !== null);
  if (error) return <ErrorNote error={error} action={<ContinueElsewhere error={error} />} />;
  if (phase === 'stopped' && !hasRecord) {
    return (
      <Note>
        <p>{trainWords.run.stoppedEarly}</p>
      </Note>
    );
  }
  if (phase !== 'preparing') return null;
  return (
    <Panel title={trainWords.run.title}>
      <progress aria-label={trainWords.run.title} />
      <p>{trainWords.run.preparing}</p>
    </Panel>
  );
}
