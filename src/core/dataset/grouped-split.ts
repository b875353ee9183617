import type { Rng } from '../base/rng.ts';
import { shuffled } from '../base/rng.ts';
import { type DatasetIndex, PATHOGENS } from './types.ts';

/** What is to be divided: the group and the label (or finer stratum) of each film, one place per film. */
export interface Groups {
  readonly groups: Int32Array;
  readonly labels: Uint8Array;
  readonly classes: number;
}

/** What `strata` reads. */
export type Strata = Pick<DatasetIndex, 'labels' | 'pathogens' | 'classNames'>;

/** The films of `samples` for a split, each class and within it each pathogen alike: they differ in looks and in number. */
export function strata({ labels, pathogens, classNames }: Strata, samples: Uint32Array): Omit<Groups, 'groups'> {
  const kinds = PATHOGENS.length;
  const stratumOf = (sample: number) => (labels[sample] as number) * kinds + (pathogens[sample] as number);
  return { labels: Uint8Array.from(samples, stratumOf), classes: classNames.length * kinds };
}

/**
 * Divides films into parts of the given shares, whole groups only, each class alike: the part of each film.
 * Groups come in random order; each goes where share / (films so far + half of its own) is largest, the rule by which
 * Webster divides seats, so that a part's films of a class miss its share by about one group at most.
 */
export function splitGroups(films: Groups, shares: readonly number[], rng: Rng): Uint8Array {
  const members = membersOf(films.groups);
  const parts = new Uint8Array(films.labels.length);
  const filled = shares.map(() => new Float64Array(films.classes));
  for (const g of shuffled(members.length, rng)) {
    const group = members[g] as number[];
    const counts = countLabels(group, films);
    const part = neediest(counts, filled, shares);
    const target = filled[part] as Float64Array;
    counts.forEach((count, label) => {
      target[label] = (target[label] as number) + count;
    });
    for (const film of group) parts[film] = part;
  }
  return parts;
}

function membersOf(groups: Int32Array): number[][] {
  const members = new Map<number, number[]>();
  groups.forEach((group, film) => {
    const known = members.get(group);
    if (known) known.push(film);
    else members.set(group, [film]);
  });
  return [...members.values()];
}

function countLabels(group: readonly number[], { labels, classes }: Groups): Float64Array {
  const counts = new Float64Array(classes);
  for (const film of group) {
    const label = labels[film] as number;
    counts[label] = (counts[label] as number) + 1;
  }
  return counts;
}

function neediest(counts: Float64Array, filled: readonly Float64Array[], shares: readonly number[]): number {
  let best = 0;
  let highest = -1;
  filled.forEach((part, p) => {
    let need = 0;
    counts.forEach((count, label) => {
      if (count > 0) need += (count * (shares[p] as number)) / ((part[label] as number) + count / 2);
    });
    if (need > highest) [best, highest] = [p, need];
  });
  return best;
}
