import { Play } from 'lucide-react';
import type { AppState } from '../../app/state.ts';
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
  const dataset = useAppState((state) => state.dataset);
  return (
    <Place title={dataWords.title} summary={summaryOf(dataset)} actions={<TrainButton />}>
      <ResumeBanner />
      {dataset.kind === 'empty' && (
        <>
          <DropArea />
          <KeptSets />
        </>
      )}
      {dataset.kind === 'indexing' && <Indexing name={dataset.name} />}
      {dataset.kind === 'failed' && (
        <>
          <ErrorNote error={dataset.error} />
          <DropArea />
        </>
      )}
      {'index' in dataset && (
        <>
          <div className={styles.state}>
            <DecodeState dataset={dataset} />
            {dataset.kind === 'ready' && (
              <KeptLine fingerprint={dataset.index.namedFingerprint} imageSize={dataset.report.settings.imageSize} />
            )}
          </div>
          <DatasetViews index={dataset.index} />
        </>
      )}
    </Place>
  );
}

function summaryOf(dataset: AppState['dataset']): string {
  if (!('index' in dataset)) return '';
  const { paths, classNames, patients } = dataset.index;
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

function Indexing({ name }: { readonly name: string }) {
  return (
    <Panel title={dataWords.reading(name)}>
      <progress aria-label={dataWords.reading(name)} />
      <p className={styles.quiet}>{dataWords.readingHint}</p>
    </Panel>
  );
}

function DecodeState({ dataset }: { readonly dataset: Extract<AppState['dataset'], { index: DatasetIndex }> }) {
  if (dataset.kind === 'decoding') return <DecodeProgressPanel progress={dataset.progress} />;
  if (dataset.kind === 'ready') return <DecodeReportLine report={dataset.report} />;
  return dataset.error ? <ErrorNote error={dataset.error} /> : <Undecoded />;
}
