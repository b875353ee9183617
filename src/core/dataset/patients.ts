import { fileNameOf, parseFilmName } from './film-name.ts';
import type { DatasetIndex } from './types.ts';

/** The columns of an index that tell films' patients. */
export type PatientColumns = Pick<
  DatasetIndex,
  'patients' | 'persons' | 'pathogens' | 'namesUnderstood' | 'patientRule'
>;

/** Patients by the films' names; a film whose name tells none is a patient of its own. */
export function patientsByName(paths: readonly string[]): PatientColumns {
  const owners = paths.map((path) => parseFilmName(fileNameOf(path)));
  return {
    patients: numberKeys(owners.map((owner, sample) => owner?.patient ?? ownKey(paths, sample))),
    persons: numberKeys(owners.map((owner, sample) => owner?.person ?? ownKey(paths, sample))),
    pathogens: Uint8Array.from(owners, (owner) => owner?.pathogen ?? 0),
    namesUnderstood: owners.filter((owner) => owner !== null).length,
    patientRule: { kind: 'names' },
  };
}

/** Equal keys get equal numbers, counted from 0 in order of first appearance. */
export function numberKeys(keys: Iterable<string | number>): Int32Array {
  const numbers = new Map<string | number, number>();
  return Int32Array.from(keys, (key) => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  });
}

/** No name and no table can give this key to another film. */
function ownKey(paths: readonly string[], sample: number): string {
  return `/${paths[sample]}`;
}
