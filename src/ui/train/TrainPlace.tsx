import { useLocation } from 'wouter';
import { isBusy, recordOf } from '../../core/training/run-state.ts';
import { useAppState } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { Empty } from '../shared/Empty.tsx';
import { ErrorNote } from '../shared/ErrorNote.tsx';
import { Note } from '../shared/Note.tsx';
import { Panel } from '../shared/Panel.tsx';
import { Place } from '../shared/Place.tsx';
import { commonWords } from '../words/common.ts';
import { trainWords } from '../words/train.ts';
import { Curves } from './Curves.tsx';
import { EpochTable } from './EpochTable.tsx';
import { LayerTable } from './LayerTable.tsx';
import { ResumeBanner } from './ResumeBanner.tsx';
import { RunPanel } from './RunPanel.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import { TrainActions } from './TrainActions.tsx';
import styles from './TrainPlace.module.css';
import { isStartable } from './use-start.ts';

/** Training: settings, network, and the run as it goes. */
export function TrainPlace() {
  const busy = useAppState((state) => isBusy(state.run));
  const hasRecord = useAppState((state) => recordOf(state.run) !== null);
  const network = useAppState((state) => recordOf(state.run)?.facts.network ?? state.network);
  const hasFilms = useAppState((state) => 'index' in state.dataset);
  const isValid = useAppState((state) => isStartable(state.config));
  const setup = (
    <div className={styles.setup}>
      <SettingsForm />
      <LayerTable network={network} />
    </div>
  );
  return (
    <Place title={trainWords.title} summary={isValid ? '' : trainWords.invalid} actions={<TrainActions />}>
      <ResumeBanner />
      {!hasFilms && !hasRecord && <NoFilms />}
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

function RunNotes() {
  const phase = useAppState((state) => state.run.phase);
  const error = useAppState(({ run }) => (run.phase === 'failed' ? run.error : null));
  const hasRecord = useAppState((state) => recordOf(state.run) !== null);
  if (error) return <ErrorNote error={error} />;
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
