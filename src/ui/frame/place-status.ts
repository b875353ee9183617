import { judgedModel } from '../../app/judged-model.ts';
import type { AppState } from '../../app/state.ts';
import { assertNever } from '../../core/base/errors.ts';
import { type RunState, recordOf } from '../../core/training/run-state.ts';
import { formatCount, formatPercent } from '../shared/format.ts';
import { frameWords } from '../words/frame.ts';

/** The five places, in the order of the work. */
export const PLACES = ['data', 'train', 'evaluate', 'predict', 'models'] as const;
export type PlaceName = (typeof PLACES)[number];

/** How a place stands: what the navigation shows under its name. */
export interface PlaceStatus {
  readonly kind: 'empty' | 'ready' | 'busy' | 'done' | 'failed';
  readonly words: string;
  /** 0 to 1 while busy; null when it cannot be known. */
  readonly progress?: number | null;
}

const { states } = frameWords;

/** The status of one place. */
export function placeStatus(place: PlaceName, state: AppState): PlaceStatus {
  switch (place) {
    case 'data':
      return dataStatus(state.dataset);
    case 'train':
      return trainStatus(state.run, state.dataset);
    case 'evaluate':
      return evaluateStatus(state);
    case 'predict':
      return predictStatus(state);
    case 'models':
      return modelsStatus(state.models);
    default:
      return assertNever(place);
  }
}

function dataStatus(dataset: AppState['dataset']): PlaceStatus {
  switch (dataset.kind) {
    case 'empty':
      return { kind: 'empty', words: states.noFilms };
    case 'indexing':
      return { kind: 'busy', words: states.reading, progress: null };
    case 'decoding': {
      const { progress } = dataset;
      return { kind: 'busy', words: states.decoding, progress: progress ? progress.done / progress.total : null };
    }
    case 'ready':
      return { kind: 'done', words: `${formatCount(dataset.report.films)} films` };
    case 'undecoded':
      return dataset.error ? { kind: 'failed', words: states.failed } : { kind: 'ready', words: states.notYet };
    case 'failed':
      return { kind: 'failed', words: states.failed };
    default:
      return assertNever(dataset);
  }
}

function trainStatus(run: RunState, dataset: AppState['dataset']): PlaceStatus {
  const record = recordOf(run);
  const words = record ? epochWords(run) : '';
  switch (run.phase) {
    case 'idle':
      return 'index' in dataset ? { kind: 'ready', words: states.ready } : { kind: 'empty', words: states.noFilms };
    case 'preparing':
      return { kind: 'busy', words: states.preparing, progress: null };
    case 'running':
    case 'stopping':
      return { kind: 'busy', words, progress: runShare(run) };
    case 'paused':
      return { kind: 'busy', words: states.paused, progress: runShare(run) };
    case 'finished':
      return { kind: 'done', words };
    case 'stopped':
      return { kind: 'done', words: record ? words : states.stopped };
    case 'failed':
      return { kind: 'failed', words: states.failed };
    default:
      return assertNever(run);
  }
}

/** `epoch 7/25`: the epoch under way, or the last one done. */
export function epochWords(run: RunState): string {
  const record = recordOf(run);
  if (!record) return '';
  const { epochs } = record.facts.config;
  const isOver = run.phase === 'finished' || run.phase === 'stopped' || run.phase === 'failed';
  const current = isOver
    ? record.epochs.length
    : Math.min(epochs, (record.progress?.epoch ?? record.epochs.length) + 1);
  return states.epochOf(current, epochs);
}

/** Share of the run that is done, 0 to 1. */
export function runShare(run: RunState): number {
  const record = recordOf(run);
  if (!record) return 0;
  const { config, stepsPerEpoch } = record.facts;
  const { progress, epochs } = record;
  const isInside = progress && progress.epoch >= epochs.length;
  const share = epochs.length + (isInside ? progress.stepInEpoch / stepsPerEpoch : 0);
  return Math.min(1, share / config.epochs);
}

function evaluateStatus(state: AppState): PlaceStatus {
  const { evaluation, dataset } = state;
  switch (evaluation.kind) {
    case 'none':
      return judgedModel(state).kind !== 'none' && 'index' in dataset
        ? { kind: 'ready', words: states.ready }
        : { kind: 'empty', words: states.notYet };
    case 'working':
      return {
        kind: 'busy',
        words: states.evaluating,
        progress: evaluation.total ? evaluation.done / evaluation.total : null,
      };
    case 'done':
      return { kind: 'done', words: formatPercent(accuracyIn(state) ?? evaluation.result.accuracy) };
    case 'failed':
      return { kind: 'failed', words: states.failed };
    default:
      return assertNever(evaluation);
  }
}

/** At the operating point in use, once that is drawn. */
function accuracyIn({ evaluations }: AppState): number | null {
  const value = evaluations.list.at(-1)?.judged?.judgement.overall.accuracy.value;
  return typeof value === 'number' ? value : null;
}

function predictStatus({ prediction, model }: AppState): PlaceStatus {
  if (prediction.kind === 'working') return { kind: 'busy', words: states.predicting, progress: null };
  if (prediction.kind === 'failed') return { kind: 'failed', words: states.failed };
  return model.kind === 'none' ? { kind: 'empty', words: states.notYet } : { kind: 'ready', words: states.ready };
}

function modelsStatus(models: AppState['models']): PlaceStatus {
  return models?.length
    ? { kind: 'done', words: states.saved(models.length) }
    : { kind: 'empty', words: states.noneSaved };
}
