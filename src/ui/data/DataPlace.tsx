import { Play } from 'lucide-react';
import type { DatasetIndex } from '../../core/dataset/types.ts';
import { isBusy } from '../../core/training/run-state.ts';
import { useAppState } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { ErrorNote } from '../shared/ErrorNote.tsx';
import { Panel } from '../shared/Panel.tsx';
import { Place } from '../shared/Place.tsx';
import { ResumeBanner } from '../train/ResumeBanner.tsx';
import { useStart } from '../train/use-start.ts';
import { commonWords } from '../words/common.ts';
import { dataWords } from '../words/data.ts';
import styles from './DataPlace.module.css';
import { DatasetViews } from './DatasetViews.tsx';
import { DecodeProgressPanel, DecodeReportLine, Undecoded } from './DecodePanel.tsx';
import { DropArea } from './DropArea.tsx';
import { KeptLine, KeptSets } from './KeptSets.tsx';

/** The films: bring them, see what is in them, decode them. */
export function DataPlace() {
  const kind = useAppState(({ dataset }) => dataset.kind);
  // Not the state as a whole: while films are decoded its progress changes several times a second, and only one panel shows it.
  const index = useAppState(({ dataset }) => ('index' in dataset ? dataset.index : null));
  return (
    <Place title={dataWords.title} summary={index ? summaryOf(index) : ''} actions={<TrainButton />}>
      <ResumeBanner />
      {kind === 'empty' && (
        <>
          <DropArea />
          <KeptSets />
        </>
      )}
      {kind === 'indexing' && <Indexing />}
      {kind === 'failed' && (
        <>
          <Failure />
          <DropArea />
        </>
      )}
      {index && (
        <>
          <div className={styles.state}>
            <DecodeState />
          </div>
          <DatasetViews index={index} />
        </>
      )}
    </Place>
  );
}

function summaryOf({ paths, classNames, patients }: DatasetIndex): string {
  const count = patients.reduce((largest, patient) => Math.max(largest, patient + 1), 0);
  return dataWords.summary(
    commonWords.films(paths.length),
    commonWords.classes(classNames.length),
    dataWords.patients(count),
  );
}

/** The way on: goes to Train and starts there, so that a drop and a click train. */
function TrainButton() {
  const isReady = useAppState(({ dataset, run }) => dataset.kind === 'ready' && !isBusy(run));
  const isWaiting = useAppState(({ dataset }) => dataset.kind === 'decoding' || dataset.kind === 'indexing');
  const start = useStart();
  if (!isReady && !isWaiting) return null;
  return (
    <Button kind="primary" icon={Play} disabled={!isReady} onPress={start}>
      {dataWords.train}
    </Button>
  );
}

function Indexing() {
  const name = useAppState(({ dataset }) => (dataset.kind === 'indexing' ? dataset.name : ''));
  return (
    <Panel title={dataWords.reading(name)}>
      <progress aria-label={dataWords.reading(name)} />
      <p className={styles.quiet}>{dataWords.readingHint}</p>
    </Panel>
  );
}

function Failure() {
  const error = useAppState(({ dataset }) => (dataset.kind === 'failed' ? dataset.error : null));
  return error && <ErrorNote error={error} />;
}

/** How far the films are. */
function DecodeState() {
  const dataset = useAppState((state) => state.dataset);
  if (dataset.kind === 'decoding') return <DecodeProgressPanel progress={dataset.progress} />;
  if (dataset.kind === 'undecoded') return dataset.error ? <ErrorNote error={dataset.error} /> : <Undecoded />;
  if (dataset.kind !== 'ready') return null;
  const { index, report } = dataset;
  return (
    <>
      <DecodeReportLine report={report} />
      <KeptLine fingerprint={index.namedFingerprint} settings={report.settings} />
    </>
  );
}
