import type { PatientKeys } from './patients.ts';

/** What the user has said of a set's patients, kept beside its decoded films. */
export interface KeptPatients {
  readonly version: 1;
  /** The last few rules that were taken, each with what it says of every film, the newest last: runs under them can still be judged. */
  readonly told: readonly PatientKeys[];
  /** Which of them holds; null where film names do. */
  readonly current: number | null;
}
