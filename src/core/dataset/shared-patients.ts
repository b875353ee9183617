import { fileNameOf, parseFilmName } from './film-name.ts';
import { membersOf, numberKeys } from './patients.ts';
import { type DatasetIndex, SPLITS } from './types.ts';

/** The samples of each patient who stands in more than one split of `codes`; films left aside (`SPLITS.length`) don't count. */
export function sharedPatients(codes: Uint8Array, patients: Int32Array): number[][] {
  return membersOf(patients)
    .map((samples) => samples.filter((sample) => (codes[sample] as number) < SPLITS.length))
    .filter((samples) => samples.some((sample) => codes[sample] !== codes[samples[0] as number]));
}

/** How many patients stand in train and in test alike. */
export function countShared(codes: Uint8Array, patients: Int32Array): number {
  const inTest = new Set<number>();
  codes.forEach((code, sample) => {
    if (code === 2) inTest.add(patients[sample] as number);
  });
  const shared = new Set<number>();
  codes.forEach((code, sample) => {
    const patient = patients[sample] as number;
    if (code === 0 && inTest.has(patient)) shared.add(patient);
  });
  return shared.size;
}

/** Validation films of `codes`, and how many of them have another film of the same patient in train. */
export function countSiblings(codes: Uint8Array, patients: Int32Array): { films: number; siblings: number } {
  const inTrain = new Set(patients.filter((_, sample) => codes[sample] === 0));
  const validation = patients.filter((_, sample) => codes[sample] === 1);
  return { films: validation.length, siblings: validation.filter((patient) => inTrain.has(patient)).length };
}

/** Patients that keys coarser than the right one would call shared by train and test. */
export interface FalseAlarms {
  /** By the person number, without the pathogen; normal films by their right key. */
  readonly person: number;
  /** By the class and the number, without prefix and pathogen. */
  readonly classNumber: number;
  /** By the number alone. */
  readonly number: number;
}

/** What coarser readings of the names would call shared; films whose names tell nothing count for none. */
export function falseAlarms(index: Pick<DatasetIndex, 'paths' | 'splits'>): FalseAlarms {
  const owners = index.paths.map((path) => parseFilmName(fileNameOf(path)));
  const count = (keyOf: (owner: NonNullable<(typeof owners)[number]>) => string | number) =>
    countShared(index.splits, numberKeys(owners.map((owner, sample) => (owner ? keyOf(owner) : `/${sample}`))));
  return {
    person: count(({ pathogen, person, patient }) => (pathogen === 0 ? patient : person)),
    classNumber: count(({ person }) => person),
    number: count(({ number }) => number),
  };
}
