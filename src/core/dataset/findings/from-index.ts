import type { SplitPlan } from '../../training/config.ts';
import { fileNameOf, parseFilmName } from '../film-name.ts';
import { countFilms, countPatients, divideSplits } from '../plan.ts';
import { countShared, countSiblings, falseAlarms, sharedPatients } from '../shared-patients.ts';
import type { DatasetIndex } from '../types.ts';
import type { Finding } from './types.ts';

/** Fewer validation films than these and one of them weighs more than a point of accuracy. */
const FEW_VALIDATION_FILMS = 100;

/** With fewer than these not even large differences between epochs can be seen. */
const HARDLY_ANY = 30;

/** The largest class over the smallest from which classes count as unbalanced, and from which it matters. */
const IMBALANCE = { info: 1.5, warning: 2 } as const;

/** An index, how its films are divided, and the split code of each sample under that. */
interface Divided {
  readonly index: DatasetIndex;
  readonly plan: SplitPlan;
  readonly codes: Uint8Array;
}

/**
 * What names and sizes alone tell, before any film is opened; the most serious kinds first. It speaks of the films as `plan`
 * divides them, so a finding that was acted on is gone from the findings of the new plan.
 */
export function indexFindings(index: DatasetIndex, plan: SplitPlan): Finding[] {
  const divided = { index, plan, codes: divideSplits(index, plan) };
  const found = [
    sharedFinding(divided),
    validationFinding(divided),
    imbalanceFinding(divided),
    unknownNamesFinding(index),
    coarseKeysFinding(index),
  ];
  return found.filter((finding) => finding !== null);
}

/** What most findings have. */
const PLAIN = { names: {}, films: [], groups: [], action: null, leaveOut: [] } as const;

function sharedFinding({ index, plan, codes }: Divided): Finding | null {
  const groups = sharedPatients(codes, index.patients);
  if (groups.length === 0) return null;
  const { films, siblings } = countSiblings(codes, index.patients);
  const withTest = groups.filter((samples) => samples.some((sample) => codes[sample] === 2));
  // By single films it is the plan that shares patients, and another plan mends it.
  const isPlan = withTest.length === 0 && plan.validation === 'films';
  return {
    ...PLAIN,
    code: 'shared-patients',
    severity: 'serious',
    numbers: { patients: groups.length, withTest: withTest.length, validationFilms: films, siblings },
    films: ascending(groups.flat()),
    groups,
    action: isPlan ? 'validation-by-patient' : 'leave-out',
    leaveOut: isPlan ? [] : ascending(groups.flatMap((samples) => notJudged(samples, codes))),
  };
}

/** A shared patient stays where it judges most: in test before validation, in validation before train. */
function notJudged(samples: readonly number[], codes: Uint8Array): number[] {
  const last = Math.max(...samples.map((sample) => codes[sample] as number));
  return samples.filter((sample) => codes[sample] !== last);
}

function validationFinding({ index, plan, codes }: Divided): Finding | null {
  const films = codes.filter((code) => code === 1).length;
  if (films >= FEW_VALIDATION_FILMS || plan.validation === 'none') return null;
  const { validation, train } = countPatients(codes, index.patients);
  const isMended = plan.validation === 'patients';
  return {
    ...PLAIN,
    code: 'tiny-validation',
    severity: films > 0 && films < HARDLY_ANY ? 'serious' : 'warning',
    numbers: {
      films,
      patients: validation,
      trainPatients: train,
      ...(films > 0 ? { oneFilm: 1 / films } : {}),
      percent: plan.validationPercent,
    },
    films: samplesIn(codes, 1),
    action: isMended ? null : 'validation-by-patient',
  };
}

function imbalanceFinding({ index, codes }: Divided): Finding | null {
  const { train } = countFilms(codes, index.labels, index.classNames.length);
  const present = train.map((films, label) => ({ films, label })).filter(({ films }) => films > 0);
  const [smallest, largest] = [least(present, 1), least(present, -1)];
  if (!smallest || !largest || largest.films < IMBALANCE.info * smallest.films) return null;
  const ratio = largest.films / smallest.films;
  const all = train.reduce((sum, films) => sum + films, 0);
  return {
    ...PLAIN,
    code: 'class-imbalance',
    severity: ratio < IMBALANCE.warning ? 'info' : 'warning',
    numbers: { ratio, largest: largest.films, smallest: smallest.films, largestShare: largest.films / all },
    names: { largest: nameOf(index, largest.label), smallest: nameOf(index, smallest.label) },
    action: 'class-weights',
  };
}

function unknownNamesFinding(index: DatasetIndex): Finding | null {
  const all = index.paths.length;
  const unknown = all - index.namesUnderstood;
  if (unknown === 0) return null;
  const isByName = index.patientRule.kind === 'names';
  const tellsNothing = (path: string) => parseFilmName(fileNameOf(path)) === null;
  return {
    ...PLAIN,
    code: 'unknown-names',
    severity: 'warning',
    numbers: { unknown, films: all, byRule: isByName ? 0 : 1 },
    // By the user's word the films without one are not kept apart from patients of a single film.
    films: isByName ? samplesWhere(index.paths, tellsNothing) : [],
  };
}

/** A lesson, not a fault: only where the right key shares no patient and a coarser one would. */
function coarseKeysFinding(index: DatasetIndex): Finding | null {
  if (index.patientRule.kind !== 'names' || countShared(index.splits, index.patients) > 0) return null;
  const { person, classNumber, number } = falseAlarms(index);
  if (person + classNumber + number === 0) return null;
  const { train, validation, test } = countPatients(index.splits, index.patients);
  const numbers = { person, classNumber, number, train, validation, test };
  return { ...PLAIN, code: 'coarse-patient-keys', severity: 'info', numbers };
}

interface ClassCount {
  readonly films: number;
  readonly label: number;
}

/** The class with the fewest films, or with the most for `sign` -1; the first of equals. */
function least(classes: readonly ClassCount[], sign: 1 | -1): ClassCount | null {
  return classes.reduce<ClassCount | null>(
    (best, next) => (best === null || sign * next.films < sign * best.films ? next : best),
    null,
  );
}

function nameOf({ classNames }: DatasetIndex, label: number): string {
  return classNames[label] ?? '';
}

function samplesIn(codes: Uint8Array, wanted: number): number[] {
  return [...codes.keys()].filter((sample) => codes[sample] === wanted);
}

function samplesWhere(paths: readonly string[], test: (path: string) => boolean): number[] {
  return [...paths.keys()].filter((sample) => test(paths[sample] as string));
}

function ascending(samples: number[]): number[] {
  return samples.sort((a, b) => a - b);
}
