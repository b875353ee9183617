import { ImageUp } from 'lucide-react';
import { useRef } from 'react';
import { useLocation } from 'wouter';
import { useAppState, useCommands } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { Empty } from '../shared/Empty.tsx';
import { ErrorNote } from '../shared/ErrorNote.tsx';
import { Panel } from '../shared/Panel.tsx';
import { Place } from '../shared/Place.tsx';
import { ToolNote } from '../shared/ToolNote.tsx';
import { commonWords } from '../words/common.ts';
import { predictWords } from '../words/predict.ts';
import styles from './PredictPlace.module.css';
import { VerdictCard } from './VerdictCard.tsx';

/** Asking the network about one film. */
export function PredictPlace() {
  const hasModel = useAppState((state) => state.model.kind !== 'none');
  return (
    <Place title={predictWords.title} actions={hasModel && <FilmPicker />}>
      {hasModel ? <Answer /> : <NoModel />}
    </Place>
  );
}

function FilmPicker() {
  const { predict } = useCommands();
  const input = useRef<HTMLInputElement>(null);
  const take = (picked: HTMLInputElement) => {
    const file = picked.files?.[0];
    picked.value = '';
    if (file) void predict(file);
  };
  return (
    <>
      <input
        ref={input}
        hidden
        type="file"
        aria-label={predictWords.input}
        accept="image/jpeg,image/png,image/webp,image/bmp,image/avif,image/gif,.dcm,.dicom,.dic,application/dicom"
        onChange={(event) => take(event.currentTarget)}
      />
      <Button kind="primary" icon={ImageUp} onPress={() => input.current?.click()}>
        {predictWords.choose}
      </Button>
    </>
  );
}

function NoModel() {
  const [, navigate] = useLocation();
  const hasSaved = useAppState((state) => Boolean(state.models?.length));
  return (
    <Empty sentence={predictWords.noModel}>
      <Button kind="primary" onPress={() => navigate('/train')}>
        {commonWords.toTrain}
      </Button>
      {hasSaved && <Button onPress={() => navigate('/models')}>{commonWords.toModels}</Button>}
    </Empty>
  );
}

function Answer() {
  const prediction = useAppState((state) => state.prediction);
  return (
    <>
      <span data-testid="prediction-phase" data-value={prediction.kind} hidden />
      {prediction.kind === 'none' && <Empty sentence={predictWords.empty} />}
      {prediction.kind === 'working' && (
        <Panel title={predictWords.working(prediction.file.name)}>
          <progress aria-label={predictWords.working(prediction.file.name)} />
        </Panel>
      )}
      {prediction.kind === 'failed' && (
        <>
          <ErrorNote error={prediction.error}>{predictWords.failed(prediction.file.name)}</ErrorNote>
          <p className={styles.again}>{predictWords.empty}</p>
        </>
      )}
      {prediction.kind === 'done' && <VerdictCard file={prediction.file} prediction={prediction.prediction} />}
      <ToolNote />
    </>
  );
}
