import { AppError } from '../core/base/errors.ts';
import type { DatasetIndex } from '../core/dataset/types.ts';
import type { DatasetFacts } from '../core/report/model-record.ts';
import type { DataApi } from '../workers/protocol.ts';
import type { ModelPhase } from './state.ts';

/** What a run notes of its films. */
export type RunFilms = Pick<DatasetFacts, 'name' | 'fingerprint' | 'namedFingerprint' | 'patientRule'>;

/** The films that a network learned from; null where nobody noted them. */
export function filmsOfRun(model: ModelPhase): RunFilms | null {
  if (model.kind === 'trained') return model.films;
  return model.kind === 'loaded' ? (model.record.run?.dataset ?? null) : null;
}

/** Whether these are the films that a network learned from, by whatever patients; true where nobody noted which those are. */
export function isOfRun(model: ModelPhase, index: DatasetIndex): boolean {
  const run = filmsOfRun(model);
  return !run || run.fingerprint === index.fingerprint || isOtherReading(run, index);
}

/** Whether these are a run's films under patients of another rule. */
export function isOtherReading(run: RunFilms, index: DatasetIndex): boolean {
  return run.fingerprint !== index.fingerprint && run.namedFingerprint === index.namedFingerprint;
}

/**
 * The films in hand with the patients that the network's run went by, so that a rule taken later changes nothing of its
 * division. Throws `patients-changed` where they are the run's films and its rule is not known any more.
 */
export async function asRunSaw(model: ModelPhase, index: DatasetIndex, data: DataApi): Promise<DatasetIndex> {
  const run = filmsOfRun(model);
  if (!run || run.fingerprint === index.fingerprint) return index;
  const reading = await data.reading(run.fingerprint);
  if (!reading && isOtherReading(run, index)) throw patientsChanged(run);
  return reading ?? index;
}

/** Says by what rule the patients of a run were told. */
export function patientsChanged({ patientRule: rule }: RunFilms): AppError {
  const told = rule?.kind === 'expression' ? rule.source : rule?.kind === 'table' ? rule.file : '';
  return new AppError('patients-changed', { rule: rule?.kind ?? 'names', told });
}
