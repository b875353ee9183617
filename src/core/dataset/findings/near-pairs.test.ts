import { describe, expect, test } from 'vitest';
import { makeRng } from '../../base/rng.ts';
import { hashDistance } from '../perceptual-hash.ts';
import { joinPairs } from './grouping.ts';
import { MOST_BITS, nearPairs } from './near-pairs.ts';

declare const performance: { now(): number };

const PIXELS = 256;

/** Random films, of which each number in `copies` is one with so many bits of its hash turned. */
function films(count: number, copies: Readonly<Record<number, { of: number; bits: number }>> = {}) {
  const rng = makeRng('films', count);
  const word = () => Math.floor(rng.next() * 0x1_0000_0000);
  const hash = Uint32Array.from({ length: 2 * count }, word);
  let state = 1;
  const small = new Uint8Array(PIXELS * count);
  for (let i = 0; i < small.length; i++) {
    state = Math.imul(state, 1664525) + 1013904223;
    small[i] = state >>> 24;
  }
  for (const [key, { of, bits }] of Object.entries(copies)) {
    const copy = Number(key);
    hash.set(hash.subarray(2 * of, 2 * of + 2), 2 * copy);
    small.copyWithin(PIXELS * copy, PIXELS * of, PIXELS * (of + 1));
    const turned = new Set<number>();
    while (turned.size < bits) turned.add(rng.below(64));
    for (const bit of turned) {
      const at = 2 * copy + (bit >> 5);
      hash[at] = ((hash[at] as number) ^ (1 << (bit & 31))) >>> 0;
    }
  }
  return { hash, small, all: Uint32Array.from({ length: count }, (_, film) => film) };
}

describe('pairs of near copies', () => {
  test('every pair within 7 bits is found once, as by comparing all', () => {
    const copies = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [1000 + i, { of: i, bits: i % 10 }] as const),
    );
    const { hash, small, all } = films(1300, copies);
    const expected = Object.entries(copies)
      .filter(([, { bits }]) => bits <= MOST_BITS)
      .map(([copy, { of }]) => `${of} ${copy}`);
    expect(hashDistance(hash, 9, 1009)).toBe(9);
    expect(
      nearPairs({ hash, small }, all)
        .pairs.map(([a, b]) => `${a} ${b}`)
        .sort(),
    ).toEqual(expected.sort());
  });

  test('equal hashes of unlike pictures are none', () => {
    const { hash, small, all } = films(40);
    hash.fill(7);
    expect(nearPairs({ hash, small }, all)).toEqual({ pairs: [], isWhole: true });
  });

  test('100,000 films take seconds', { timeout: 60_000 }, () => {
    const copies = Object.fromEntries(
      Array.from({ length: 1000 }, (_, i) => [99_000 + i, { of: 7 * i, bits: i % 8 }] as const),
    );
    const { hash, small, all } = films(100_000, copies);
    const started = performance.now();
    const { pairs } = nearPairs({ hash, small }, all);
    const seconds = (performance.now() - started) / 1000;
    expect(pairs).toHaveLength(1000);
    expect(seconds).toBeLessThan(15);
  });

  test('films that are all alike end in bounded time', { timeout: 60_000 }, () => {
    const { hash, small, all } = films(50_000);
    hash.fill(1);
    const started = performance.now();
    expect(nearPairs({ hash, small }, all)).toEqual({ pairs: [], isWhole: false });
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

test('pairs are joined into groups, whatever their order', () => {
  expect(
    joinPairs([
      [8, 9],
      [1, 5],
      [5, 8],
      [3, 2],
    ]),
  ).toEqual([
    [1, 5, 8, 9],
    [2, 3],
  ]);
  expect(joinPairs([])).toEqual([]);
});
