import { useState } from 'react';
import { useLocation } from 'wouter';
import { isBusy, type RunState, recordOf } from '../../core/training/run-state.ts';
import { useAppState } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { Empty } from '../shared/Empty.tsx';
import { ErrorNote } from '../shared/ErrorNote.tsx';
import { Note } from '../shared/Note.tsx';
import { Panel } from '../shared/Panel.tsx';
import { Place } from '../shared/Place.tsx';
import { isPaperDataset } from '../shared/paper.ts';
import { Segmented } from '../shared/Segmented.tsx';
import { commonWords } from '../words/common.ts';
import { trainWords } from '../words/train.ts';
import { CurvePanel } from './CurvePanel.tsx';
import { EpochTable } from './EpochTable.tsx';
import { LayerTable } from './LayerTable.tsx';
import { ResumeBanner } from './ResumeBanner.tsx';
import { RunPanel } from './RunPanel.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import type { Axis } from './series.ts';
import { TrainActions } from './TrainActions.tsx';
import styles from './TrainPlace.module.css';
import { isStartable } from './use-start.ts';

/** Training: settings, network, and the run as it goes. */
export function TrainPlace() {
  const run = useAppState((state) => state.run);
  const network = useAppState((state) => state.network);
  const hasFilms = useAppState((state) => 'index' in state.dataset);
  const isValid = useAppState((state) => isStartable(state.config));
  const record = recordOf(run);
  const setup = (
    <div className={styles.setup}>
      <SettingsForm />
      <LayerTable network={record?.facts.network ?? network} />
    </div>
  );
  return (
    <Place title={trainWords.title} summary={isValid ? '' : trainWords.invalid} actions={<TrainActions />}>
      <ResumeBanner />
      {!hasFilms && !record && <NoFilms />}
      <RunNotes run={run} />
      {record && <Curves run={run} />}
      {isBusy(run) ? (
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

function RunNotes({ run }: { readonly run: RunState }) {
  if (run.phase === 'failed') return <ErrorNote error={run.error} />;
  if (run.phase === 'stopped' && !run.record) {
    return (
      <Note>
        <p>{trainWords.run.stoppedEarly}</p>
      </Note>
    );
  }
  if (run.phase !== 'preparing') return null;
  return (
    <Panel title={trainWords.run.title}>
      <progress aria-label={trainWords.run.title} />
      <p>{trainWords.run.preparing}</p>
    </Panel>
  );
}

const AXES = [
  { value: 'epoch', label: trainWords.charts.byEpoch },
  { value: 'step', label: trainWords.charts.byStep },
] as const satisfies readonly { value: Axis; label: string }[];

/** Progress, curves and epoch table of a run under way or ended. */
function Curves({ run }: { readonly run: RunState }) {
  const record = recordOf(run);
  const isPaper = useAppState(
    ({ dataset }) => 'index' in dataset && isPaperDataset(dataset.index.classNames, dataset.index.source),
  );
  const [chosen, setChosen] = useState<Axis | null>(null);
  if (!record) return null;
  // Until the first epoch ends there is nothing to show by epoch.
  const axis = chosen ?? (record.epochs.length ? 'epoch' : 'step');
  return (
    <>
      <RunPanel run={run} record={record} />
      <div className={styles.axis}>
        <Segmented label={trainWords.charts.by} value={axis} options={AXES} onChange={setChosen} />
      </div>
      <div className={styles.charts}>
        <CurvePanel metric="accuracy" axis={axis} record={record} isPaper={isPaper} />
        <CurvePanel metric="loss" axis={axis} record={record} isPaper={isPaper} />
      </div>
      {record.epochs.length > 0 && <EpochTable record={record} />}
    </>
  );
}
