import { judgedModel } from './judged-model.ts';
import { filmsOfRun, isOtherReading } from './run-films.ts';
import type { AppState, ModelPhase } from './state.ts';

/** By what looks are counted: the run (or model) and the films; null without either. */
export function lookKeyOf(state: AppState): { network: string; fingerprint: string } | null {
  const { dataset } = state;
  const model = judgedModel(state);
  if (model.kind === 'none' || !('index' in dataset)) return null;
  const { index } = dataset;
  const run = filmsOfRun(model);
  // Judged by its own run's division, whatever is said of the patients since.
  const { fingerprint } = run && isOtherReading(run, index) ? run : index;
  return { network: networkOf(model), fingerprint };
}

function networkOf(model: Exclude<ModelPhase, { kind: 'none' }>): string {
  if (model.kind === 'trained') return model.id;
  if (model.kind === 'loaded') return model.record.run?.id ?? model.record.id;
  const { classNames, parameters } = model.current;
  // Without a digest, networks of the same shape share their count.
  return `files: ${model.digest ?? `${parameters}, ${classNames.join(', ')}`}`;
}
