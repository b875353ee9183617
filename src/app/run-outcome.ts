import type { Checkpoint } from '../core/report/model-record.ts';
import type { RunRecord } from '../core/training/run-state.ts';
import type { AppState, ResumableRun } from './state.ts';

/** The network in hand after a run. */
export function trainedModel({ dataset }: AppState, record: RunRecord): AppState['model'] {
  if (!('index' in dataset)) return { kind: 'none' };
  const { id, config, plan, network, backend } = record.facts;
  const { classNames, name, source, fingerprint, namedFingerprint, patientRule } = dataset.index;
  const current = { classNames, preprocessing: config.preprocessing, parameters: network.parameters, backend };
  return {
    kind: 'trained',
    id,
    current,
    epochs: record.epochs.length,
    bestEpoch: record.bestEpoch,
    films: { name, source, fingerprint, namedFingerprint, patientRule },
    plan,
  };
}

/** What is shown of a run that is kept. */
export function toResumable({ id, savedAt, history, config, dataset }: Checkpoint): ResumableRun {
  return {
    id,
    savedAt,
    epochsDone: history.length,
    epochs: config.epochs,
    datasetName: dataset.name,
    datasetSource: dataset.source,
    fingerprint: dataset.fingerprint,
    namedFingerprint: dataset.namedFingerprint,
    settings: config.preprocessing,
  };
}
