import type { FilmFacts } from '../facts.ts';
import { SMALL_SIDE } from '../film-look.ts';
import { hashDistance } from '../perceptual-hash.ts';

/**
 * Bits in which the hashes of copies may differ. In chest_xray at 224 px, of 2,928 planted copies (JPEG quality 60, scaled to
 * 90 %, both) none differed in more than 6.
 */
export const MOST_BITS = 7;

/**
 * Least correlation of the small pictures. The hash alone calls hundreds of unlike chest films alike; the same 2,928 copies
 * correlate by 0.998 or more, while no two films of chest_xray that are not byte-identical reach 0.985 within these bits:
 * not even two films of one child.
 */
export const LEAST_CORRELATION = 0.992;

const CHUNKS = 4;
const CHUNK_BITS = 16;
const BUCKETS = 1 << CHUNK_BITS;

/** Hashes compared at most, a second look counted as many: beyond that the films are so much alike that no list would help; the finding says so. */
const MOST_COMPARISONS = 2e8;
const SECOND_LOOK = 200;

export type Pair = readonly [number, number];

/** What a search found. */
export interface NearPairs {
  readonly pairs: readonly Pair[];
  /** False where so many films look alike that the search was ended before all were compared. */
  readonly isWhole: boolean;
}

/**
 * Pairs of films that show the same picture, among `films`. Hashes within 7 bits agree up to one bit in at least one of their
 * four chunks of 16 bits (pigeonhole), so only films in 17 buckets per chunk are compared: multi-index hashing (Norouzi,
 * Punjani and Fleet 2012). What the hash lets pass is looked at again, by the correlation of the small pictures.
 */
export function nearPairs(facts: Pick<FilmFacts, 'hash' | 'small'>, films: Uint32Array): NearPairs {
  const pairs: Pair[] = [];
  let comparisons = 0;
  for (let chunk = 0; chunk < CHUNKS; chunk++) {
    const table = fillBuckets(facts.hash, films, chunk);
    for (const film of films) {
      const own = chunkOf(facts.hash, film, chunk);
      for (let probe = 0; probe <= CHUNK_BITS; probe++) {
        const bucket = probe === 0 ? own : own ^ (1 << (probe - 1));
        const from = table.starts[bucket] as number;
        const to = table.starts[bucket + 1] as number;
        comparisons += to - from;
        if (comparisons > MOST_COMPARISONS) return { pairs, isWhole: false };
        for (let i = from; i < to; i++) {
          const other = table.films[i] as number;
          // Each pair once, from its larger film, in the first chunk that brings it up.
          if (other >= film || hashDistance(facts.hash, film, other) > MOST_BITS) continue;
          if (isKnown(facts.hash, film, other, chunk)) continue;
          comparisons += SECOND_LOOK;
          if (isAlike(facts.small, film, other)) pairs.push([other, film]);
        }
      }
    }
  }
  return { pairs, isWhole: true };
}

interface Buckets {
  /** Where each bucket begins in `films`. */
  readonly starts: Uint32Array;
  readonly films: Uint32Array;
}

/** Films sorted by a chunk of their hash. */
function fillBuckets(hash: Uint32Array, films: Uint32Array, chunk: number): Buckets {
  const starts = new Uint32Array(BUCKETS + 2);
  for (const film of films) {
    const at = chunkOf(hash, film, chunk) + 2;
    starts[at] = (starts[at] as number) + 1;
  }
  for (let i = 2; i < starts.length; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
  const sorted = new Uint32Array(films.length);
  for (const film of films) {
    const at = chunkOf(hash, film, chunk) + 1;
    const place = starts[at] as number;
    sorted[place] = film;
    starts[at] = place + 1;
  }
  return { starts, films: sorted };
}

function chunkOf(hash: Uint32Array, film: number, chunk: number): number {
  const word = hash[2 * film + (chunk >> 1)] as number;
  return (word >>> (CHUNK_BITS * (chunk & 1))) & (BUCKETS - 1);
}

/** Whether an earlier chunk has brought the pair up. */
function isKnown(hash: Uint32Array, a: number, b: number, chunk: number): boolean {
  for (let earlier = 0; earlier < chunk; earlier++) {
    const difference = chunkOf(hash, a, earlier) ^ chunkOf(hash, b, earlier);
    // At most one bit.
    if ((difference & (difference - 1)) === 0) return true;
  }
  return false;
}

function isAlike(small: Uint8Array, a: number, b: number): boolean {
  const pixels = SMALL_SIDE * SMALL_SIDE;
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
  for (let i = 0; i < pixels; i++) {
    const x = small[a * pixels + i] as number;
    const y = small[b * pixels + i] as number;
    sumA += x;
    sumB += y;
    squaresA += x * x;
    squaresB += y * y;
    products += x * y;
  }
  const covariance = products - (sumA * sumB) / pixels;
  const variances = (squaresA - (sumA * sumA) / pixels) * (squaresB - (sumB * sumB) / pixels);
  return variances > 0 && covariance >= LEAST_CORRELATION * Math.sqrt(variances);
}
