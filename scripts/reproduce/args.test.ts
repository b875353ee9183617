import { expect, test } from 'vitest';
import { parseCommandLine } from './args.mjs';

test('all planned runs, or one; the profile and results lie in a folder that git ignores', () => {
  const all = parseCommandLine(['--data', 'src']);
  expect(all).toMatchObject({ task: 'run', source: { kind: 'folder' }, trial: { limit: null, epochs: null } });
  expect(all.folder).toMatch(/[/\\]reproduction$/);
  expect(all.runs?.map(({ preset }) => preset)).toEqual(['paper', 'paper', 'paper', 'paper', 'small', 'strong']);
  const one = parseCommandLine(['--data', 'src', '--only', 'strong-seed-1', '--limit', '4', '--epochs', '2']);
  expect(one.runs).toMatchObject([{ preset: 'strong', epochs: 28, validation: { source: 'patients', percent: 12 } }]);
  expect(one.trial).toEqual({ limit: 4, epochs: 2 });
});

test('a headless result is adopted as a planned run; the report alone needs no films', () => {
  expect(parseCommandLine(['--adopt', 'out', '--as', 'paper-seed-2'])).toMatchObject({
    task: 'adopt',
    planned: { id: 'paper-seed-2', seed: 2 },
  });
  expect(parseCommandLine(['--report'])).toMatchObject({ task: 'report' });
});

test.each([
  [[], '--data is missing'],
  [['--data', 'synthetic'], 'real films'],
  [['--data', 'src', '--only', 'paper-seed-9'], 'paper-seed-9 is none of paper-seed-1'],
  [['--adopt', 'out'], '--as'],
  [['--data', 'src', '--limit', '0'], '--limit: 0'],
])('%j is refused', (argv, words) => {
  expect(() => parseCommandLine(argv)).toThrow(words);
});
