import type { BackendName } from '../../core/training/config.ts';
import { isBusy, type RunRecord, type RunState, recordOf } from '../../core/training/run-state.ts';
import { useAppState } from '../AppContext.tsx';
import { runShare } from '../frame/place-status.ts';
import { remainingSeconds } from '../frame/remaining.ts';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatPercent,
  formatRate,
  formatRemaining,
} from '../shared/format.ts';
import { Note } from '../shared/Note.tsx';
import { Panel } from '../shared/Panel.tsx';
import { BACKEND_WORDS, commonWords } from '../words/common.ts';
import { trainWords } from '../words/train.ts';
import styles from './RunPanel.module.css';

const words = trainWords.run;

/** How far the run is and how fast it goes; after its end, what came of it. */
export function RunPanel() {
  const run = useAppState((state) => state.run);
  const record = recordOf(run);
  if (!record) return null;
  return (
    <Panel title={isBusy(run) ? words.title : words.ended}>
      {isBusy(run) ? <Bars run={run} record={record} /> : <Outcome run={run} record={record} />}
      {!record.saved && (
        <Note tone="warn">
          <p>{words.unsaved}</p>
        </Note>
      )}
    </Panel>
  );
}

function Bars({ run, record }: { readonly run: RunState; readonly record: RunRecord }) {
  const { progress, facts, epochs } = record;
  const epoch = Math.min(facts.config.epochs, (progress?.epoch ?? epochs.length) + 1);
  const steps = formatCount(facts.stepsPerEpoch);
  const share = runShare(run);
  const step = progress?.stepInEpoch ?? 0;
  return (
    <>
      <div className={styles.bars}>
        <Bar
          name={words.epochBar(epoch)}
          value={step}
          max={facts.stepsPerEpoch}
          words={progress?.validating ? words.validating : words.step(formatCount(step), steps)}
        />
        <Bar name={words.runBar} value={share} max={1} words={formatPercent(share, 0)} />
      </div>
      <Facts run={run} record={record} />
    </>
  );
}

function Facts({ run, record }: { readonly run: RunState; readonly record: RunRecord }) {
  const { progress } = record;
  const left = run.phase === 'running' ? remainingSeconds(record) : null;
  if (!progress) return null;
  const { filmsPerSecond, tensors, bytes } = progress;
  return (
    <dl className={styles.facts}>
      <Fact name={words.left} value={left === null ? '–' : formatRemaining(left)} />
      <Fact name={words.speed} value={formatRate(filmsPerSecond)} />
      <Fact name={words.tensors} value={formatCount(tensors)} testId="tensors" exact={tensors} />
      <Fact name={words.memory} value={formatBytes(bytes)} testId="bytes" exact={bytes} />
    </dl>
  );
}

interface BarProps {
  readonly name: string;
  readonly value: number;
  readonly max: number;
  readonly words: string;
}

function Bar({ name, value, max, words: figure }: BarProps) {
  return (
    <div className={styles.bar}>
      <span>{name}</span>
      <span className={styles.figure}>{figure}</span>
      <progress aria-label={name} value={value} max={max} />
    </div>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  readonly testId?: string;
  readonly exact?: number | undefined;
}

function Fact({ name, value, testId, exact }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-testid={testId} data-value={exact}>
        {value}
      </dd>
    </div>
  );
}

function endWords(phase: RunState['phase'], epochs: string, time: string): string {
  if (phase === 'finished') return words.finished(epochs, time);
  return phase === 'failed' ? words.failed(epochs) : words.stopped(epochs);
}

/** What trained the network: each backend with its epochs where there was more than one. */
function trainedOn({ facts, epochs }: RunRecord): string {
  const { backend: last, renderer } = facts.backend;
  const parts: { backend: BackendName; first: number; last: number }[] = [];
  for (const { epoch, backend = last } of epochs) {
    const part = parts.at(-1);
    if (part?.backend === backend) part.last = epoch + 1;
    else parts.push({ backend, first: epoch + 1, last: epoch + 1 });
  }
  if (parts.every(({ backend }) => backend === last)) return words.backend(BACKEND_WORDS[last], renderer);
  return words.backends(parts.map((part) => words.part(BACKEND_WORDS[part.backend], part.first, part.last)));
}

function Outcome({ run, record }: { readonly run: RunState; readonly record: RunRecord }) {
  const { epochs, bestEpoch } = record;
  const done = commonWords.epochs(epochs.length);
  const seconds = epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  const hasValidation = epochs.some((epoch) => epoch.valLoss !== null);
  return (
    <div className={styles.outcome}>
      <p>{endWords(run.phase, done, formatDuration(seconds))}</p>
      {bestEpoch !== null && <p>{words.best(bestEpoch + 1, hasValidation ? 'val_loss' : 'loss')}</p>}
      <p className={styles.quiet}>{trainedOn(record)}</p>
      {run.phase !== 'failed' && <p className={styles.quiet}>{words.next}</p>}
    </div>
  );
}
