import { fileNameOf, parseFilmName } from './film-name.ts';
import { fingerprintOf } from './fingerprint.ts';
import { ownSplits } from './own-splits.ts';
import type { DatasetIndex, PatientRule } from './types.ts';

/** The columns of an index that tell films' patients. */
type PatientColumns = Pick<DatasetIndex, 'patients' | 'persons' | 'pathogens' | 'namesUnderstood' | 'patientRule'>;

/** A rule of the user with what it says of each sample: a key of the patient, or null where it says nothing. */
export interface PatientKeys {
  readonly rule: PatientRule;
  readonly keys: readonly (string | null)[];
}

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

/**
 * The index with patients by another rule than names; `index` itself is one by names. What the user says is taken as it is,
 * so there is no coarser key. Where the app itself split, it splits anew; the fingerprint counts the patients in.
 */
export function withPatients(index: DatasetIndex, { rule, keys }: PatientKeys): DatasetIndex {
  // A key of the user cannot meet the path of a film without one.
  const patients = numberKeys(index.paths.map((_, sample) => wordOf(keys[sample]) ?? ownKey(index.paths, sample)));
  const namesUnderstood = keys.filter((key) => key !== null).length;
  const revised = splitAnew({ ...index, patients, persons: patients, namesUnderstood, patientRule: rule });
  return { ...revised, fingerprint: fingerprintOf(revised) };
}

/**
 * The index with one patient where groups of samples (copies, byte by byte) join several. Where the app itself split, it
 * splits anew. The fingerprint stays: the same films always join the same patients.
 */
export function mergePatients(index: DatasetIndex, groups: readonly (readonly number[])[]): DatasetIndex {
  const patients = joined(index.patients, groups);
  // One patient must stay within one person, so persons that share a patient are one.
  const persons = joined(joined(index.persons, groups), membersOf(patients));
  const isSame = patients.every((patient, sample) => patient === index.patients[sample]);
  const isSplitSame = persons.every((person, sample) => person === index.persons[sample]);
  return isSame && isSplitSame ? index : splitAnew({ ...index, patients, persons });
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

/** The samples of each number of a column, by number. */
export function membersOf(column: Int32Array): number[][] {
  const members: number[][] = [];
  column.forEach((number, sample) => {
    const known = members[number];
    if (known) known.push(sample);
    else members[number] = [sample];
  });
  return members;
}

function splitAnew(index: DatasetIndex): DatasetIndex {
  return index.splitSeed === null ? index : { ...index, splits: ownSplits(index, index.splitSeed) };
}

/** A column in which all samples of a group have one number (union-find), counted from 0 anew. */
function joined(column: Int32Array, groups: readonly (readonly number[])[]): Int32Array {
  const parents = Int32Array.from(column.keys());
  const rootOf = (number: number): number => {
    let root = number;
    while (parents[root] !== root) root = parents[root] as number;
    parents[number] = root;
    return root;
  };
  for (const [first = 0, ...others] of groups) {
    const target = rootOf(column[first] as number);
    for (const sample of others) parents[rootOf(column[sample] as number)] = target;
  }
  return numberKeys(Array.from(column, rootOf));
}

function wordOf(key: string | null | undefined): string | null {
  return key == null ? null : `=${key}`;
}

/** No name and no table can give this key to another film. */
function ownKey(paths: readonly string[], sample: number): string {
  return `/${paths[sample]}`;
}
