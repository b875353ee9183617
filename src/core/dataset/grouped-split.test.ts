import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeRng } from '../base/rng.ts';
import { type Groups, splitGroups } from './grouped-split.ts';

/** Films in groups of one label each, as children are. */
const pureGroups = fc
  .array(fc.record({ label: fc.nat({ max: 2 }), films: fc.integer({ min: 1, max: 6 }) }), {
    minLength: 1,
    maxLength: 120,
  })
  .map((groups): Groups => {
    const members = groups.flatMap(({ label, films }, group) =>
      Array.from({ length: films }, () => ({ group, label })),
    );
    return {
      groups: Int32Array.from(members, (film) => film.group),
      labels: Uint8Array.from(members, (film) => film.label),
      classes: 3,
    };
  });

const shares = fc.constantFrom([0.7, 0.1, 0.2], [0.88, 0.12], [0.5, 0.5], [0.95, 0.05]);

describe('splitGroups', () => {
  test('never divides a group', () => {
    fc.assert(
      fc.property(pureGroups, shares, fc.integer(), (films, wanted, seed) => {
        const parts = splitGroups(films, wanted, makeRng(seed));
        const partOf = new Map<number, number>();
        films.groups.forEach((group, film) => {
          const part = parts[film] as number;
          expect(partOf.get(group) ?? part).toBe(part);
          expect(part).toBeLessThan(wanted.length);
          partOf.set(group, part);
        });
      }),
    );
  });

  test("each part's films of a class miss its share by about one group", () => {
    fc.assert(
      fc.property(pureGroups, shares, fc.integer(), (films, wanted, seed) => {
        const parts = splitGroups(films, wanted, makeRng(seed));
        for (let label = 0; label < films.classes; label++) {
          const total = films.labels.filter((l) => l === label).length;
          wanted.forEach((share, part) => {
            const got = parts.filter((p, film) => p === part && films.labels[film] === label).length;
            expect(Math.abs(got - share * total)).toBeLessThanOrEqual(7);
          });
        }
      }),
    );
  });

  test('the same seed gives the same parts, another seed others', () => {
    const films = { groups: Int32Array.from({ length: 200 }, (_, i) => i), labels: new Uint8Array(200), classes: 1 };
    const split = (seed: number) => splitGroups(films, [0.5, 0.5], makeRng(seed)).join('');
    expect(split(3)).toBe(split(3));
    expect(split(3)).not.toBe(split(4));
  });
});
