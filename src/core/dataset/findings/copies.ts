import type { FilmFacts } from '../facts.ts';
import type { DatasetIndex } from '../types.ts';
import type { Finding } from './types.ts';

/** Groups of films whose files are the same byte by byte, by size and SHA-256; films without a digest are in none. */
export function identicalFilms(sizes: Float64Array, { digest }: Pick<FilmFacts, 'digest'>): number[][] {
  const bytes = sizes.length > 0 ? digest.length / sizes.length : 0;
  const groups = new Map<string, number[]>();
  sizes.forEach((size, film) => {
    const own = digest.subarray(film * bytes, (film + 1) * bytes);
    if (own.every((byte) => byte === 0)) return;
    const key = `${size} ${String.fromCharCode(...own)}`;
    const known = groups.get(key);
    if (known) known.push(film);
    else groups.set(key, [film]);
  });
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Films that are one another's copy byte by byte; null without any. A copy across splits or classes is serious. */
export function exactDuplicates(index: DatasetIndex, groups: readonly (readonly number[])[]): Finding | null {
  return groups.length === 0 ? null : { code: 'exact-duplicates', names: {}, ...describeCopies(index, groups) };
}

/**
 * What all findings on copies share. Of each group one film stays: a test film before others, since a test set that others
 * use too should keep its films, then a validation film, then the first.
 */
export function describeCopies(
  index: Pick<DatasetIndex, 'splits' | 'labels'>,
  groups: readonly (readonly number[])[],
): Pick<Finding, 'severity' | 'numbers' | 'films' | 'groups' | 'action' | 'leaveOut'> {
  const differing = (column: Uint8Array) =>
    groups.filter((group) => group.some((film) => column[film] !== column[group[0] as number])).length;
  const numbers = {
    groups: groups.length,
    films: groups.reduce((sum, group) => sum + group.length, 0),
    acrossSplits: differing(index.splits),
    acrossClasses: differing(index.labels),
  };
  return {
    severity: numbers.acrossSplits + numbers.acrossClasses > 0 ? 'serious' : 'warning',
    numbers,
    films: ascending(groups.flat()),
    groups,
    action: 'leave-out',
    leaveOut: ascending(groups.flatMap((group) => group.filter((film) => film !== keptOf(group, index.splits)))),
  };
}

function keptOf(group: readonly number[], splits: Uint8Array): number {
  return group.reduce((kept, film) => ((splits[film] as number) > (splits[kept] as number) ? film : kept));
}

function ascending(films: readonly number[]): number[] {
  return [...films].sort((a, b) => a - b);
}
