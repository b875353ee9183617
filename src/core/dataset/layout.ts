import type { Candidate } from './sift.ts';
import type { Ignored, IgnoredReason, Layout } from './types.ts';

/** A film whose place in the tree is understood. */
export interface Placed {
  readonly candidate: Candidate;
  /** Code of the split; null where the tree has none. */
  readonly split: number | null;
  /** Name of the class folder as the source spells it. */
  readonly className: string;
}

const SPLIT_CODES: ReadonlyMap<string, number> = new Map([
  ['train', 0],
  ['training', 0],
  ['val', 1],
  ['valid', 1],
  ['validation', 1],
  ['test', 2],
  ['testing', 2],
]);

interface Spot {
  readonly candidate: Candidate;
  /** Folders around the tree, which a copy has more of. */
  readonly wrapping: readonly string[];
  /** The tree's own folders and the name, by which a film is known again in a copy of the tree. */
  readonly key: string;
  readonly split: number | null;
  readonly className: string | null;
}

/**
 * Finds split and class of each candidate, whatever folders are wrapped around, and drops the copies of a doubled tree.
 * Where no folder names a split, the tree's first level of folders are the classes.
 */
export function placeFilms(candidates: readonly Candidate[]): { layout: Layout; placed: Placed[]; ignored: Ignored[] } {
  const bySplit = candidates.map(spotBySplit);
  const layout = bySplit.some((spot) => spot.className !== null) ? 'splits' : 'classes-only';
  const { kept, copies } = dropCopies(layout === 'splits' ? bySplit : candidates.map(spotByFolder));
  const spots = layout === 'splits' ? kept : withClassLevel(kept);
  const placed: Placed[] = [];
  const ignored: Ignored[] = copies.map((spot) => toIgnored(spot, 'duplicate-tree'));
  for (const spot of spots) {
    const { candidate, split, className } = spot;
    if (className === null) ignored.push(toIgnored(spot, 'no-class-folder'));
    else placed.push({ candidate, split, className });
  }
  return { layout, placed, ignored };
}

function toIgnored(spot: Spot, reason: IgnoredReason): Ignored {
  return { path: spot.candidate.entry.path, reason };
}

/** The innermost folder that names a split and has a folder below it; that folder is the class. */
function spotBySplit(candidate: Candidate): Spot {
  const { folders, fileName } = candidate;
  for (let i = folders.length - 2; i >= 0; i--) {
    const split = SPLIT_CODES.get((folders[i] as string).toLowerCase());
    if (split === undefined) continue;
    const key = [split, ...folders.slice(i + 1), fileName].join('/');
    return { candidate, wrapping: folders.slice(0, i), key, split, className: folders[i + 1] as string };
  }
  return { candidate, wrapping: folders, key: fileName, split: null, className: null };
}

/** Without splits a doubled tree shows as a folder directly inside one of the same name. */
function spotByFolder(candidate: Candidate): Spot {
  const { folders, fileName } = candidate;
  const isRepeat = (i: number) => folders[i] === folders[i - 1];
  const key = [...folders.filter((_, i) => !isRepeat(i)), fileName].join('/');
  return { candidate, wrapping: folders.filter((_, i) => isRepeat(i)), key, split: null, className: null };
}

/** A film is a copy when the same key and size stand in a tree further out on its own path (Kaggle's `chest_xray/chest_xray`), or at the same path. */
function dropCopies(spots: readonly Spot[]): { kept: Spot[]; copies: Spot[] } {
  const outermostFirst = [...spots].sort((a, b) => a.wrapping.length - b.wrapping.length);
  const seen = new Map<string, string[]>();
  const copies = new Set<Spot>();
  for (const spot of outermostFirst) {
    const key = `${spot.candidate.entry.size}:${spot.key}`;
    const wrapping = spot.wrapping.map((folder) => `${folder}/`).join('');
    const others = seen.get(key);
    if (others?.some((other) => wrapping.startsWith(other))) copies.add(spot);
    else if (others) others.push(wrapping);
    else seen.set(key, [wrapping]);
  }
  return { kept: spots.filter((spot) => !copies.has(spot)), copies: [...copies] };
}

/** In a tree without splits: the class is the first folder below those that all films share. */
function withClassLevel(spots: readonly Spot[]): Spot[] {
  const shared = sharedDepth(spots.map((spot) => spot.candidate.folders));
  return spots.map((spot) => ({ ...spot, className: spot.candidate.folders[shared] ?? null }));
}

/** Folders at the start that all paths share; when that is every folder there is, the last one stands as the only class. */
function sharedDepth(paths: readonly (readonly string[])[]): number {
  const [first = [], ...others] = paths;
  let depth = first.length;
  for (const path of others) {
    let same = 0;
    while (same < depth && path[same] === first[same]) same++;
    depth = same;
  }
  const single = depth > 0 && paths.every((path) => path.length === depth);
  return single ? depth - 1 : depth;
}
