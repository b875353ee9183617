import { expect, it } from 'vitest';
import { someFilms } from '../metrics/fixtures/films.ts';
import { decide, toScores } from '../metrics/scores.ts';
import { filmsCsv } from './films-csv.ts';

/** Reads CSV by the grammar of RFC 4180, so that what is written is held to another reading. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const quoted = /"((?:[^"]|"")*)"(,|\r\n)/y;
    const plain = /([^",\r\n]*)(,|\r\n)/y;
    quoted.lastIndex = at;
    plain.lastIndex = at;
    const found = quoted.exec(text) ?? plain.exec(text);
    if (!found) throw new Error(`no cell at ${at}`);
    rows.at(-1)?.push((found[1] as string).replaceAll('""', '"'));
    if (found[2] === '\r\n') rows.push([]);
    at += found[0].length;
  }
  return rows.slice(0, -1);
}

const HOSTILE = ['=1+1', '+2', '-3', '@x', '\tx', '\rx', 'a,b', 'say "no"', 'two\r\nlines', 'ünï 胸.png', ''];

it('columns, probabilities and predictions come back as they were', () => {
  const scores = someFilms(3, { patients: 40, classes: 3 });
  const samples = scores.labels.map((_, film) => film + 7);
  const classNames = ['A', 'B', 'C'];
  const rows = readCsv(filmsCsv({ split: 'test', classNames, scores, samples, names: null, threshold: null }));
  expect(rows[0]).toEqual(['file', 'patient', 'split', 'truth', 'p_A', 'p_B', 'p_C', 'prediction']);
  expect(rows).toHaveLength(scores.labels.length + 1);
  const answers = decide(scores, null);
  rows.slice(1).forEach((row, film) => {
    expect(row[0]).toBe(`film-${String((samples[film] as number) + 1).padStart(4, '0')}`);
    expect(Number(row[1])).toBe(scores.clusters[film]);
    expect(row[3]).toBe(classNames[scores.labels[film] as number]);
    expect(row.slice(4, 7).map(Number)).toEqual([...scores.probabilities.subarray(film * 3, film * 3 + 3)]);
    expect(row[7]).toBe(classNames[answers[film] as number]);
  });
});

it('hostile names stay one cell, and none begins as a formula', () => {
  const films = HOSTILE.length;
  const scores = toScores(
    { labels: new Uint8Array(films), probabilities: new Float32Array(2 * films).fill(0.5), outputs: 2 },
    { classes: 2, clusters: new Int32Array(films), positive: 1 },
  );
  const samples = [...HOSTILE.keys()];
  const classNames = ['=HYPERLINK("x")', '-B'];
  const text = filmsCsv({ split: 'test', classNames, scores, samples, names: HOSTILE, threshold: 0.5 });
  const rows = readCsv(text).slice(1);
  expect(rows.map(([file]) => file?.replace(/^'/, ''))).toEqual(HOSTILE);
  for (const row of rows) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  expect(rows[0]?.at(-1)).toBe("'-B");
});

it('a threshold decides the prediction, an answer beyond the classes is other, NaN is empty', () => {
  const probabilities = Float32Array.from([0.6, 0.4, 0, 0.1, 0.1, 0.8, Number.NaN, Number.NaN, Number.NaN]);
  const scores = toScores(
    { labels: Uint8Array.from([0, 1, 1]), probabilities, outputs: 3 },
    { classes: 2, clusters: Int32Array.from([0, 1, 2]), positive: 1 },
  );
  const outputs = { split: 'test', classNames: ['N', 'P'], scores, samples: [0, 1, 2], names: null };
  const last = (threshold: number | null) => readCsv(filmsCsv({ ...outputs, threshold })).map((row) => row.at(-1));
  expect(last(0.3).slice(1, 3)).toEqual(['P', 'P']);
  expect(last(null).slice(1, 3)).toEqual(['N', 'other']);
  expect(readCsv(filmsCsv({ ...outputs, threshold: null }))[3]?.slice(4, 6)).toEqual(['', '']);
});
