import { describe, expect, test } from 'vitest';
import { makeRng } from '../../base/rng.ts';
import { type FilmFacts, FORMATS, makeFacts } from '../facts.ts';
import { indexDataset } from '../index-dataset.ts';
import type { DatasetIndex } from '../types.ts';
import { quickFindings, slowFindings } from './from-facts.ts';
import type { Finding } from './types.ts';

const JPEG = FORMATS.indexOf('jpeg');

/** Train and test of two classes, two films a patient; every film like every other one but for its picture. */
function set(perClass = 120): { index: DatasetIndex; facts: FilmFacts } {
  const entries = ['train', 'test'].flatMap((split) =>
    ['NORMAL', 'PNEUMONIA'].flatMap((name, label) =>
      Array.from({ length: perClass }, (_, i) => {
        const child = (split === 'test' ? 5000 : 1000) + 2000 * label + (i >> 1);
        const file = label === 0 ? `IM-${child}-000${i % 2}` : `person${child}_virus_${i}`;
        return { path: `x/${split}/${name}/${file}.jpeg`, size: 9000 };
      }),
    ),
  );
  const index = indexDataset('x', 'folder', entries, { seed: 1 });
  const facts = makeFacts(entries.length);
  const rng = makeRng('facts');
  const shape = Array.from({ length: 256 }, () => rng.range(40, 200));
  index.paths.forEach((_, film) => {
    facts.width[film] = facts.height[film] = 224;
    facts.format[film] = JPEG;
    facts.components[film] = 1;
    facts.mean[film] = rng.range(90, 150);
    facts.deviation[film] = rng.range(40, 70);
    facts.hash[2 * film] = rng.below(0xffff_ffff);
    facts.hash[2 * film + 1] = rng.below(0xffff_ffff);
    facts.small.set(
      shape.map((grey) => grey + rng.range(-30, 30)),
      256 * film,
    );
  });
  return { index, facts };
}

const NONE = new Map<number, never>();

function codes(findings: readonly Finding[]): string[] {
  return findings.map(({ code }) => code);
}

function find(findings: readonly Finding[], code: Finding['code']): Finding {
  const found = findings.find((finding) => finding.code === code);
  if (!found) throw new Error(`no ${code} among ${codes(findings).join()}`);
  return found;
}

/** Samples of a split and class. */
function samples({ splits, labels }: DatasetIndex, split: number, label: number): number[] {
  return [...splits.keys()].filter((film) => splits[film] === split && labels[film] === label);
}

describe('findings on single films', () => {
  test('a sound set has none', () => {
    const { index, facts } = set();
    expect([...quickFindings(index, facts, NONE), ...slowFindings(index, facts)]).toEqual([]);
  });

  test('films not read yet are in none', () => {
    const { index } = set();
    expect(quickFindings(index, makeFacts(index.paths.length), NONE)).toEqual([]);
    expect(slowFindings(index, makeFacts(index.paths.length))).toEqual([]);
  });

  test('copies byte by byte: of each group one film stays, a test film before others', () => {
    const { index, facts } = set();
    const [a = 0, b = 0] = samples(index, 0, 1);
    const [c = 0] = samples(index, 2, 1);
    const [d = 0, e = 0] = samples(index, 0, 0);
    for (const film of [a, b, c]) facts.digest.fill(3, 32 * film, 32 * film + 32);
    for (const film of [d, e]) facts.digest.fill(4, 32 * film, 32 * film + 32);
    const found = find(quickFindings(index, facts, NONE), 'exact-duplicates');
    expect(found).toMatchObject({
      severity: 'serious',
      numbers: { groups: 2, films: 5, acrossSplits: 1, acrossClasses: 0 },
      action: 'leave-out',
      leaveOut: [a, b, e].sort((x, y) => x - y),
    });
    expect(found.films).toHaveLength(5);
  });

  test('blank, negative, very dark and bright films', () => {
    const { index, facts } = set();
    facts.deviation[3] = 2;
    facts.mean[5] = 12;
    facts.mean[6] = 240;
    for (const film of [8, 9]) {
      const own = facts.small.subarray(256 * film, 256 * film + 256);
      own.set(own.map((grey) => 255 - grey));
    }
    const found = quickFindings(index, facts, NONE);
    expect(find(found, 'blank-films').films).toEqual([3]);
    expect(find(found, 'inverted-films')).toMatchObject({ films: [8, 9], leaveOut: [8, 9] });
    expect(find(found, 'extreme-brightness').films).toEqual([5, 6]);
  });

  test('colour in a grey set, serious where it is of one class', () => {
    const { index, facts } = set();
    const sick = samples(index, 0, 1);
    facts.coloured[sick[0] as number] = 1;
    expect(find(quickFindings(index, facts, NONE), 'mixed-colour').severity).toBe('info');
    for (const film of sick.slice(0, 15)) facts.coloured[film] = 1;
    expect(find(quickFindings(index, facts, NONE), 'mixed-colour')).toMatchObject({
      severity: 'serious',
      numbers: { films: 15, inClass: 15 },
      names: { className: 'PNEUMONIA' },
    });
    facts.coloured.fill(1);
    expect(codes(quickFindings(index, facts, NONE))).not.toContain('mixed-colour');
  });

  test('names of another format, and films that cannot be read', () => {
    const { index, facts } = set();
    facts.format[2] = FORMATS.indexOf('png');
    facts.width[7] = 0;
    const failed = new Map([[7, 'image-damaged' as const]]);
    const found = quickFindings(index, facts, failed);
    expect(find(found, 'wrong-extension')).toMatchObject({ films: [2], names: { format: 'png' } });
    expect(find(found, 'unreadable-films')).toMatchObject({
      films: [7],
      severity: 'warning',
      numbers: { films: 1, 'image-damaged': 1 },
    });
  });
});

describe('findings by comparing films', () => {
  test('so many films alike that not all are compared: said, with what was found and without', () => {
    const { index, facts } = set(400);
    facts.hash.fill(7);
    const nothing = find(slowFindings(index, facts), 'near-duplicates');
    expect(nothing).toMatchObject({ severity: 'info', action: null, films: [] });
    expect(nothing.numbers).toMatchObject({ groups: 0, unfinished: 1 });
    facts.small.copyWithin(256 * 2, 256 * 1, 256 * 2);
    expect(find(slowFindings(index, facts), 'near-duplicates').numbers).toMatchObject({ pairs: 1, unfinished: 1 });
  });

  test('near copies, byte-identical ones counted once, blank ones not at all', () => {
    const { index, facts } = set();
    const copy = (from: number, to: number) => {
      facts.hash.copyWithin(2 * to, 2 * from, 2 * from + 2);
      facts.small.copyWithin(256 * to, 256 * from, 256 * from + 256);
    };
    copy(10, 20);
    facts.hash[40] = ((facts.hash[40] as number) ^ 0b10_1000) >>> 0;
    copy(30, 31);
    for (const film of [30, 31]) facts.digest.fill(1, 32 * film, 32 * film + 32);
    copy(50, 51);
    for (const film of [50, 51]) facts.deviation[film] = 1;
    const found = find(slowFindings(index, facts), 'near-duplicates');
    expect(found).toMatchObject({ groups: [[10, 20]], leaveOut: [20], numbers: { pairs: 1, samePatient: 0 } });
  });

  test('a profile that one class has tells it, and is named; what chance does is not', () => {
    const { index, facts } = set();
    const rng = makeRng('profile');
    for (const film of samples(index, 0, 0)) facts.iccProfile[film] = Number(rng.next() < 0.9);
    const found = find(slowFindings(index, facts), 'file-tells-class');
    expect(found).toMatchObject({ severity: 'serious', names: { first: 'iccProfile' }, numbers: { films: 240 } });
    expect(found.numbers.auc).toBeGreaterThan(0.9);
    // No film of the test folder has one: the trick fails there.
    expect(found.numbers.testAuc).toBe(0.5);
    facts.iccProfile.fill(0);
    for (let film = 0; film < index.paths.length; film++) facts.quantisation[film] = rng.below(1000);
    expect(slowFindings(index, facts)).toEqual([]);
  });

  test('sizes that two patients share do not count as telling: folds are by patient', () => {
    const { index, facts } = set();
    const rng = makeRng('sizes');
    const widths = Array.from({ length: 4000 }, () => 500 + rng.below(2000));
    index.patients.forEach((patient, film) => {
      facts.width[film] = widths[patient] as number;
    });
    expect(codes(slowFindings(index, facts))).not.toContain('file-tells-class');
  });

  test('test films of another brightness and size', () => {
    const { index, facts } = set();
    for (const film of samples(index, 2, 0)) facts.mean[film] = (facts.mean[film] as number) + 40;
    for (const film of samples(index, 2, 1)) facts.components[film] = 3;
    const found = find(slowFindings(index, facts), 'splits-differ');
    expect(found).toMatchObject({
      severity: 'warning',
      names: { first: 'components', firstClass: 'PNEUMONIA', second: 'mean', secondClass: 'NORMAL' },
      numbers: { testFilms: 240, first: 10 },
    });
    expect(found.numbers.auc).toBeGreaterThan(0.9);
    expect(found.numbers.second).toBeGreaterThan(1.5);
  });
});
