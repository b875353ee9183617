import { expect, test } from 'vitest';
import { parseCommandLine } from './options.mjs';

const NAMES = ['train', 'decode'];

test('without a name all benches run; options have their defaults', () => {
  const { names, options } = parseCommandLine([], NAMES);
  expect(names).toEqual(NAMES);
  expect(options).toMatchObject({ only: '', full: false, rounds: 3, gpu: false, isolated: true, films: 32, epochs: 3 });
});

test('names and options in any order', () => {
  const { names, options } = parseCommandLine(['--only', 'wasm', 'train', '--threads', '1', '--rounds', '5'], NAMES);
  expect(names).toEqual(['train']);
  expect(options).toMatchObject({ only: 'wasm', isolated: false, rounds: 5 });
});

test.each([
  [['nothing'], 'nothing is none of train, decode.'],
  [['--rounds', 'x'], '--rounds: x is no whole number from 1.'],
  [['--threads', '2'], '--threads takes 1 alone.'],
])('%j is refused with a sentence', (argv, message) => {
  expect(() => parseCommandLine(argv, NAMES)).toThrow(message);
});
