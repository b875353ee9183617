import { makeRng, shuffled } from '../base/rng.ts';
import type { SplitPlan } from '../training/exchange.ts';
import { groupByPerson, splitGroups } from './grouped-split.ts';
import { type Counts, type DatasetIndex, SPLITS, type Split } from './types.ts';

const UNUSED = SPLITS.length;

/**
 * The split of each sample under a plan; `SPLITS.length` for films that the run leaves aside.
 * With `patients`, whole children of the training films move to validation and the folder's own validation films rest.
 */
export function divideSplits(index: DatasetIndex, plan: SplitPlan): Uint8Array {
  if (plan.validation === 'folder') return index.splits;
  const codes = index.splits.map((code) => (code === 1 ? UNUSED : code));
  if (plan.validation === 'none') return codes;
  const train = samplesWhere(codes, 0);
  const films = {
    groups: groupByPerson(Array.from(train, (sample) => index.paths[sample] as string)),
    labels: Uint8Array.from(train, (sample) => index.labels[sample] as number),
    classes: index.classNames.length,
  };
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

function samplesWhere(codes: Uint8Array, wanted: number): Uint32Array {
  const samples: number[] = [];
  codes.forEach((code, sample) => {
    if (code === wanted) samples.push(sample);
  });
  return Uint32Array.from(samples);
}
