import { describe, expect, test } from 'vitest';
import { AppError } from '../base/errors.ts';
import { type PatientWish, readPatients } from './patient-reading.ts';

declare const performance: { now(): number };

const PATHS = ['set/A/p07-1.png', 'set/A/p07-2.png', 'set/B/p08-1.png', 'set/B/Röntgen.png', 'set/C/p07-1.png'];

const table = (text: string): PatientWish => ({ kind: 'table', file: 'patients.csv', text });
const expression = (source: string): PatientWish => ({ kind: 'expression', source });
const codeOf = (wish: PatientWish) => {
  try {
    readPatients(wish, PATHS);
    return 'none';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
};

describe('expressions', () => {
  test('the group in the name, else in the path', () => {
    const { keys, ...told } = readPatients(expression('^(?<patient>p\\d+)-'), PATHS);
    expect(keys).toEqual(['p07', 'p07', 'p08', null, 'p07']);
    expect(told).toEqual({
      rule: { kind: 'expression', source: '^(?<patient>p\\d+)-' },
      patients: 3,
      untold: 1,
      firstUntold: 'set/B/Röntgen.png',
      example: { path: 'set/A/p07-1.png', patient: 'p07' },
      spareRows: null,
    });
    expect(readPatients(expression('/(?<patient>[A-C])/'), PATHS).keys).toEqual(['A', 'A', 'B', 'B', 'C']);
    expect(readPatients(expression('(?<patient>x?)'), PATHS).keys).toEqual([null, null, null, null, null]);
  });

  test.each([
    ['(?<patient>', 'expression-invalid'],
    ['p\\d+', 'expression-no-group'],
    ['(?<child>p)', 'expression-no-group'],
    ['', 'expression-no-group'],
    [`(?<patient>${'a'.repeat(1000)})`, 'expression-invalid'],
  ])('%s: %s', (source, code) => {
    expect(codeOf(expression(source))).toBe(code);
  });
});

describe('tables', () => {
  test.each([
    ['plain', 'p07-1.png,a\np07-2.png,a\np08-1.png,b'],
    ['with a header, columns the other way round', 'Patient ID,age,File\na,4,p07-1.png\na,4,p07-2.png\nb,,p08-1.png\n'],
    [
      'byte order mark, semicolons, quotes, CRLF',
      '\uFEFF"file";"patient"\r\n"p07-1.png";"a"\r\n"p07-2.png";a\r\np08-1.png; b \r\n',
    ],
    ['tabs, empty lines, no ending, other case', '\n\nP07-1\ta\nP07-2\ta\n\nP08-1\tb'],
  ])('%s', (_, text) => {
    expect(readPatients(table(text), PATHS)).toMatchObject({
      keys: ['a', 'a', 'b', null, 'a'],
      patients: 3,
      untold: 1,
      spareRows: 0,
      rule: { kind: 'table', file: 'patients.csv' },
    });
  });

  test('the longest path that fits counts; rows without a film are counted', () => {
    const text = 'p07-1.png,any\nA\\p07-1.png,one\n./set/C/p07-1.png,three\nB/p07-1.png,spare\nold.png,spare';
    expect(readPatients(table(text), PATHS)).toMatchObject({
      keys: ['one', null, null, null, 'three'],
      untold: 3,
      // 'p07-1.png' alone fits no film better than the longer ones do.
      spareRows: 3,
    });
  });

  test('20,000 films of one name in folders of their own are told within a second', () => {
    const paths = Array.from({ length: 20_000 }, (_, i) => `set/train/p${i}/view1_frontal.jpg`);
    const text = paths.map((path, i) => `${path.slice(10)},patient ${i >> 1}`).join('\n');
    const started = performance.now();
    const { keys, untold } = readPatients(table(text), paths);
    expect(performance.now() - started).toBeLessThan(1000);
    expect([keys[0], keys[19_999], untold]).toEqual(['patient 0', 'patient 9999', 0]);
  });

  test('quotes within quotes, separators and lines within a cell', () => {
    const text = '"p07-1.png","O""Neil, ""A"""\n"p08-1.png","two\nlines"';
    expect(readPatients(table(text), PATHS).keys.slice(0, 3)).toEqual(['O"Neil, "A"', null, 'two\nlines']);
  });

  test.each([
    ['', 'table-unusable'],
    ['just words', 'table-unusable'],
    ['a,\nb,', 'table-unusable'],
    ['file,patient', 'table-unusable'],
  ])('"%s": %s', (text, code) => {
    expect(codeOf(table(text))).toBe(code);
  });
});
