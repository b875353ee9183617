import { AppError, isAbortError, toAppError } from '../core/base/errors.ts';
import type { PatientReading, PatientWish } from '../core/dataset/patient-reading.ts';
import { isBusy } from '../core/training/run-state.ts';
import { readPatientsApart } from '../workers/patients-client.ts';
import type { AppContext } from './context.ts';
import type { Commands } from './state.ts';
import { notify } from './store.ts';

type PatientCommands = Pick<Commands, 'readPatients' | 'takePatients'>;

/** Patients by the user's word: read first, shown, and taken when the user says so. */
export class Patients {
  readonly #context: AppContext;
  #abort = new AbortController();

  constructor(context: AppContext) {
    this.#context = context;
  }

  /** The commands of the patients panel. */
  commands(): PatientCommands {
    return {
      readPatients: (wish) => this.#read(wish),
      takePatients: (reading) => this.#take(reading),
    };
  }

  async #read(wish: PatientWish): Promise<PatientReading | AppError | null> {
    this.#abort.abort();
    const { dataset } = this.#context.store.getState();
    if (!('index' in dataset)) return null;
    this.#abort = new AbortController();
    try {
      return await readPatientsApart(wish, dataset.index.paths, this.#abort.signal);
    } catch (error) {
      return isAbortError(error) ? null : toAppError(error);
    }
  }

  async #take(reading: PatientReading | null): Promise<void> {
    const { store, workers, evaluation } = this.#context;
    const { run, dataset } = store.getState();
    if (isBusy(run) || (dataset.kind !== 'ready' && dataset.kind !== 'undecoded')) return;
    try {
      await evaluation.end();
      const data = await workers.data();
      const index = await data.regroup(reading && { rule: reading.rule, keys: reading.keys });
      // Figures that were drawn under other patients are no longer those of these splits.
      if (store.getState().dataset === dataset)
        store.setState({ dataset: { ...dataset, index }, evaluation: { kind: 'none' } });
    } catch (error) {
      notify(store, 'error', error instanceof AppError ? error : toAppError(error));
    }
  }
}
