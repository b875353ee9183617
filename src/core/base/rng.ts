import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded stream of random numbers; the only source of chance in core and engine. */
export interface Rng {
  /** Uniform in [0, 1), 32 random bits. */
  next(): number;
  /** Uniform in [low, high). */
  range(low: number, high: number): number;
  /** Uniform integer in [0, n). */
  below(n: number): number;
  /** Standard normal (Box-Muller). */
  normal(): number;
}

/** 32-bit FNV-1a over the parts, finished by murmur3's avalanche; so that neighbouring seeds give unrelated streams. */
export function hashParts(parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const char of parts.join('\u0000')) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * The stream named by `parts`, e.g. `makeRng(seed, 'augment', epoch, sample)`.
 * Streams have no state to save: a resumed run names the same stream and gets the same numbers.
 */
export function makeRng(...parts: (string | number)[]): Rng {
  const generator = xoroshiro128plus(hashParts(parts));
  // The first outputs still show the seed's own bits.
  for (let i = 0; i < 8; i++) generator.next();
  const next = () => (generator.next() >>> 0) / 0x1_0000_0000;
  return {
    next,
    range: (low, high) => low + (high - low) * next(),
    below: (n) => Math.floor(next() * n),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** The integers 0…n-1 in random order (Fisher-Yates). */
export function shuffled(n: number, rng: Rng): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    const other = order[j] as number;
    order[j] = order[i] as number;
    order[i] = other;
  }
  return order;
}
