import { makeRng } from '../base/rng.ts';
import { type Strata, splitGroups, strata } from './grouped-split.ts';
import type { DatasetIndex } from './types.ts';

/** Shares of train, validation and test where the app itself splits. */
const OWN_SHARES = [0.7, 0.1, 0.2] as const;

/** Splits of a set that has none: whole children by the coarser key, each class and pathogen alike. */
export function ownSplits(index: Strata & Pick<DatasetIndex, 'persons'>, seed: number): Uint8Array {
  const all = Uint32Array.from(index.labels.keys());
  return splitGroups({ groups: index.persons, ...strata(index, all) }, OWN_SHARES, makeRng(seed, 'own-split'));
}
