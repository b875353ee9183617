import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { makeRng } from '../../src/core/base/rng.ts';
import { newFolder } from './folders.ts';
import { greyPng } from './png.ts';

/** Files of a made folder, by path below it. */
export type Tree = Record<string, Buffer | string>;

/** How many films of each class a split has, e.g. `{ NORMAL: 5, PNEUMONIA: 3 }`. */
export type ClassCounts = Record<string, number>;

const SIDE = 72;

/**
 * A made film: noise over a dark ground, with a bright patch on one side for every class but the first, whose place
 * and strength tell the class; so that a small network learns it in a few steps.
 */
export function film(label: number, seed: number): Buffer {
  const key = `${label} ${seed}`;
  const bytes = made.get(key) ?? greyPng(SIDE, SIDE, filmPixels(label, seed, SIDE));
  made.set(key, bytes);
  return bytes;
}

/** Tests share most of their films. */
const made = new Map<string, Buffer>();

/** The pixels of such a film of another size, `[side, side]`; a label between two classes gives a patch between theirs. */
export function filmPixels(label: number, seed: number, side: number): Uint8Array {
  const rng = makeRng('e2e film', label, seed);
  const [cx, cy] = [rng.range(20, 52), rng.range(24, 48)];
  const step = SIDE / side;
  return new Uint8Array(side * side).map((_, i) => {
    const distance = Math.hypot((i % side) * step - cx, Math.floor(i / side) * step - cy);
    const patch = label * 90 * Math.exp(-((distance / 14) ** 2));
    return Math.max(0, Math.min(255, 70 + patch + 18 * rng.normal()));
  });
}

/** A `chest_xray` tree with `counts[split][class]` films of its own. */
export function chestXray(counts: Record<string, ClassCounts>, root = 'chest_xray'): Tree {
  const tree: Tree = {};
  Object.entries(counts).forEach(([split, classes], splitNumber) => {
    Object.entries(classes).forEach(([name, count], label) => {
      for (let i = 0; i < count; i++) {
        tree[`${root}/${split}/${name}/film-${splitNumber}-${label}-${i}.png`] = film(label, splitNumber * 1000 + i);
      }
    });
  });
  return tree;
}

/** The tree as a folder on disk; returns the folder that holds its top. */
export function stage(tree: Tree): string {
  const folder = newFolder();
  for (const [path, bytes] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}

/** The tree as the bytes of a zip. */
export function zip(tree: Tree): Buffer {
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(tree).map(([path, bytes]) => [path, Buffer.from(bytes)]))),
  );
}
