import { RotateCw } from 'lucide-react';
import type { AppState } from '../../app/state.ts';
import { useAppState, useCommands } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { formatCount, formatDuration, formatRate, formatRemaining } from '../shared/format.ts';
import { Note } from '../shared/Note.tsx';
import { Panel } from '../shared/Panel.tsx';
import { commonWords } from '../words/common.ts';
import { dataWords } from '../words/data.ts';
import { keptWords } from '../words/kept.ts';
import styles from './DecodePanel.module.css';
import { LeftOut } from './LeftOut.tsx';

type DecodeProgress = Extract<AppState['dataset'], { kind: 'decoding' }>['progress'];
type DecodeReport = Extract<AppState['dataset'], { kind: 'ready' }>['report'];

const words = dataWords.decoding;

/** Decoding under way: how many, how fast, how long still, and the way to stop it. */
export function DecodeProgressPanel({ progress }: { readonly progress: DecodeProgress }) {
  const { cancelDecoding } = useCommands();
  const isWhole = useAppState(
    ({ capabilities, config }) => !capabilities.imageDecoder && config.preprocessing.interpolation === 'antialiased',
  );
  const left = progress?.filmsPerSecond ? (progress.total - progress.done) / progress.filmsPerSecond : null;
  return (
    <Panel
      title={words.title}
      tools={
        <Button kind="quiet" onPress={cancelDecoding}>
          {commonWords.cancel}
        </Button>
      }
    >
      <progress aria-label={words.label} {...(progress ? { value: progress.done, max: progress.total } : {})} />
      {progress ? (
        <p className={styles.line}>
          <span>{commonWords.of(formatCount(progress.done), commonWords.films(progress.total))}</span>
          <span>{formatRate(progress.filmsPerSecond)}</span>
          {left !== null && <span>{commonWords.remaining(formatRemaining(left))}</span>}
        </p>
      ) : (
        <p className={styles.line}>{words.starting}</p>
      )}
      {isWhole && <p className={styles.line}>{words.whole}</p>}
    </Panel>
  );
}

/** Decoding done: how long it took, and which films could not be read. */
export function DecodeReportLine({ report }: { readonly report: DecodeReport }) {
  const { films, seconds, failed, settings, canvasTrusted, restored } = report;
  const indexSeconds = useAppState((state) => state.indexSeconds) ?? 0;
  return (
    <>
      <p className={styles.done}>
        <span data-testid="index-seconds" data-value={indexSeconds}>
          {words.listed(formatDuration(indexSeconds))}
        </span>{' '}
        <span data-testid="decoded-films" data-value={films}>
          {words.done(commonWords.films(films))}
        </span>{' '}
        <span data-testid="decode-seconds" data-value={seconds}>
          {restored
            ? keptWords.restored(formatDuration(seconds))
            : words.took(formatDuration(seconds), formatRate(films / seconds))}
        </span>{' '}
        {words.size(settings.imageSize)}
      </p>
      {!canvasTrusted && (
        <Note>
          <p>{words.canvas}</p>
        </Note>
      )}
      {failed.length > 0 && (
        <LeftOut title={words.failed(failed.length)} entries={failed} tone="warn" entryId="failed-film" />
      )}
    </>
  );
}

/** Decoding cancelled: said, with the way back. */
export function Undecoded() {
  const { decodeAgain } = useCommands();
  return (
    <Note
      action={
        <Button icon={RotateCw} onPress={() => void decodeAgain()}>
          {dataWords.decodeAgain}
        </Button>
      }
    >
      <p>{words.cancelled}</p>
    </Note>
  );
}
