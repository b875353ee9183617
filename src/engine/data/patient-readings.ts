import type { KeptPatients } from '../../core/dataset/kept-patients.ts';
import { type PatientKeys, withPatients } from '../../core/dataset/patients.ts';
import type { DatasetIndex } from '../../core/dataset/types.ts';

/** Rules remembered at most, beside that of the names. */
const MOST_TOLD = 4;

interface Reading {
  /** Null by the films' names. */
  readonly told: PatientKeys | null;
  readonly index: DatasetIndex;
}

/**
 * A dataset's index by every rule of patients that it was given: one of them holds, the others are remembered, so that a run
 * under one of them is judged by the division that it had.
 */
export class PatientReadings {
  readonly #named: Reading;
  #told: Reading[] = [];
  #current: Reading;

  constructor(named: DatasetIndex, kept: KeptPatients | null) {
    this.#named = { told: null, index: named };
    this.#current = this.#named;
    const current = kept?.current == null ? null : kept.told[kept.current];
    for (const one of kept?.told ?? []) if (this.#fits(one)) this.#add(this.#read(one));
    if (current && this.#fits(current)) this.take(current);
  }

  /** By the names, whatever holds. */
  get named(): DatasetIndex {
    return this.#named.index;
  }

  /** By the rule that holds. */
  get index(): DatasetIndex {
    return this.#current.index;
  }

  /** Makes a rule the one that holds, or the names for null. */
  take(told: PatientKeys | null): void {
    if (!told) {
      this.#current = this.#named;
      return;
    }
    this.#current = this.#read(told);
    this.#add(this.#current);
  }

  /** The reading whose index has this fingerprint; null where no rule that is remembered gives it. */
  find(fingerprint: string): Reading | null {
    return [this.#named, ...this.#told].find(({ index }) => index.fingerprint === fingerprint) ?? null;
  }

  toKeep(): KeptPatients {
    const at = this.#told.indexOf(this.#current);
    return { version: 1, told: this.#told.flatMap(({ told }) => told ?? []), current: at < 0 ? null : at };
  }

  #fits({ keys }: PatientKeys): boolean {
    return keys.length === this.named.paths.length;
  }

  #add(reading: Reading): void {
    const others = this.#told.filter(({ index }) => index.fingerprint !== reading.index.fingerprint);
    this.#told = [...others, reading].slice(-MOST_TOLD);
  }

  #read(told: PatientKeys): Reading {
    return { told, index: withPatients(this.#named.index, told) };
  }
}
