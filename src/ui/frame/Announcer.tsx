import type { AppState } from '../../app/state.ts';
import { isBusy, recordOf } from '../../core/training/run-state.ts';
import { useAppState } from '../AppContext.tsx';
import { formatPercent } from '../shared/format.ts';
import { commonWords } from '../words/common.ts';
import { frameWords } from '../words/frame.ts';

/** Says the milestones to a screen reader, and nothing in between. */
export function Announcer() {
  const films = useAppState(({ dataset }) => datasetNews(dataset));
  const run = useAppState((state) => runNews(state.run));
  const evaluation = useAppState((state) => evaluationNews(state.evaluation));
  return (
    <div className="visually-hidden" aria-live="polite">
      <p>{films}</p>
      <p>{run}</p>
      <p>{evaluation}</p>
    </div>
  );
}

function datasetNews(dataset: AppState['dataset']): string {
  if (!('index' in dataset)) return '';
  const { paths, classNames } = dataset.index;
  if (dataset.kind === 'ready') return frameWords.announce.decoded(commonWords.films(dataset.report.films));
  return frameWords.announce.indexed(commonWords.films(paths.length), commonWords.classes(classNames.length));
}

function runNews(run: AppState['run']): string {
  if (run.phase === 'idle') return '';
  const record = recordOf(run);
  const last = record?.epochs.at(-1);
  if (!isBusy(run) || !record || !last) return frameWords.announce.phase(frameWords.run[run.phase]);
  const accuracy = formatPercent(last.valAccuracy ?? last.accuracy);
  return frameWords.announce.epoch(last.epoch + 1, record.facts.config.epochs, accuracy);
}

function evaluationNews(evaluation: AppState['evaluation']): string {
  return evaluation.kind === 'done' ? frameWords.announce.evaluated(formatPercent(evaluation.result.accuracy)) : '';
}
