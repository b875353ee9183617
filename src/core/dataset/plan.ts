import { makeRng, shuffled } from '../base/rng.ts';
import type { SplitPlan } from '../training/config.ts';
import { splitGroups, strata } from './grouped-split.ts';
import { type Counts, type DatasetIndex, SPLITS, type Split } from './types.ts';

const UNUSED = SPLITS.length;

/** What a plan reads of an index. */
type Divisible = Pick<DatasetIndex, 'splits' | 'labels' | 'pathogens' | 'patients' | 'persons' | 'classNames'>;

/**
 * The split of each sample under a plan; `SPLITS.length` for films that the run leaves aside.
 * With `patients`, whole children of the training films move to validation, by the coarser key, each class and pathogen
 * alike, and the folder's own validation films rest; with `films`, films move without regard to their child.
 */
export function divideSplits(index: Divisible, plan: SplitPlan): Uint8Array {
  const codes = Uint8Array.from(index.splits);
  for (const sample of plan.leftOut) if (sample < codes.length) codes[sample] = UNUSED;
  if (plan.validation === 'folder') return codes;
  codes.forEach((code, sample) => {
    if (code === 1) codes[sample] = UNUSED;
  });
  if (plan.validation === 'none') return codes;
  const train = samplesWhere(codes, 0);
  const keys = plan.validation === 'patients' ? Int32Array.from(train, (s) => index.persons[s] as number) : null;
  const films = { groups: keys ?? Int32Array.from(train), ...strata(index, train) };
  const share = plan.validationPercent / 100;
  const parts = splitGroups(films, [1 - share, share], makeRng(plan.seed, 'validation'));
  train.forEach((sample, i) => {
    codes[sample] = parts[i] as number;
  });
  return codes;
}

/** The samples of a split in the order of the index, without those of `failed`. */
export function samplesOf(codes: Uint8Array, split: Split, failed: ReadonlySet<number>): Uint32Array {
  return samplesWhere(codes, SPLITS.indexOf(split)).filter((sample) => !failed.has(sample));
}

/** `samples` in the random order of an epoch; (seed, epoch) alone decide it, so that a resumed run sees the same. */
export function epochOrder(samples: Uint32Array, seed: number, epoch: number): Uint32Array {
  return shuffled(samples.length, makeRng(seed, 'shuffle', epoch)).map((place) => samples[place] as number);
}

/** Films per split and class. */
export function countFilms(
  codes: Uint8Array,
  labels: Uint8Array,
  classes: number,
  failed: ReadonlySet<number> = new Set(),
): Counts {
  const rows = Array.from({ length: UNUSED + 1 }, () => new Array<number>(classes).fill(0));
  codes.forEach((code, sample) => {
    const row = rows[code] as number[];
    const label = labels[sample] as number;
    if (!failed.has(sample)) row[label] = (row[label] as number) + 1;
  });
  const [train, validation, test] = rows as [number[], number[], number[]];
  return { train, validation, test };
}

/** Patients per split; one who stands in two counts in both. */
export function countPatients(
  codes: Uint8Array,
  patients: Int32Array,
  failed: ReadonlySet<number> = new Set(),
): Readonly<Record<Split, number>> {
  const sets = SPLITS.map(() => new Set<number>());
  codes.forEach((code, sample) => {
    if (!failed.has(sample)) sets[code]?.add(patients[sample] as number);
  });
  const [train = 0, validation = 0, test = 0] = sets.map(({ size }) => size);
  return { train, validation, test };
}

function samplesWhere(codes: Uint8Array, wanted: number): Uint32Array {
  const samples: number[] = [];
  codes.forEach((code, sample) => {
    if (code === wanted) samples.push(sample);
  });
  return Uint32Array.from(samples);
}
