import { expect, test } from 'vitest';
import { parseCommandLine } from './args.mjs';

test('defaults: the paper preset on whatever backend serves', () => {
  expect(parseCommandLine(['--data', 'synthetic'])).toEqual({
    source: { kind: 'synthetic' },
    limit: null,
    preset: 'paper',
    backend: 'auto',
    epochs: null,
    seed: null,
    validation: null,
    out: null,
  });
});

test('a folder, and every option', () => {
  const argv = '--data src --limit 8 --preset quick --epochs 2 --backend webgl --seed 0 --out out'.split(' ');
  const { source, out, ...rest } = parseCommandLine(argv);
  expect(source).toMatchObject({ kind: 'folder', name: 'src' });
  expect(out).toMatch(/[/\\]out$/);
  expect(rest).toEqual({ limit: 8, preset: 'quick', backend: 'webgl', epochs: 2, seed: 0, validation: null });
});

test.each(['paper', 'small', 'strong', 'quick'])('the preset %s is known', (preset) => {
  expect(parseCommandLine(['--data', 'synthetic', '--preset', preset]).preset).toBe(preset);
});

test.each([
  ['folder', { source: 'folder', percent: null }],
  ['none', { source: 'none', percent: null }],
  ['patients', { source: 'patients', percent: null }],
  ['patients:12', { source: 'patients', percent: 12 }],
  ['films:20', { source: 'films', percent: 20 }],
])('--validation %s', (text, validation) => {
  expect(parseCommandLine(['--data', 'synthetic', '--validation', text]).validation).toEqual(validation);
});

test.each([
  [[], '--data is missing'],
  [['--data', 'no-such-folder'], 'does not exist'],
  [['--data', 'synthetic', '--limit', '4'], '--limit is for films on disk'],
  [['--data', 'src', '--epochs', '0'], '--epochs: 0'],
  [['--data', 'src', '--epochs', '1.5'], '--epochs: 1.5'],
  [['--data', 'src', '--seed', '-1'], '--seed'],
  [['--data', 'src', '--backend', 'cuda'], '--backend: cuda'],
  [['--data', 'src', '--preset', 'best'], '--preset: best'],
  [['--data', 'src', '--validation', 'patients:0'], '--validation: 0'],
  [['--data', 'src', '--validation', 'folder:3'], '--validation: folder:3'],
  [['--data', 'src', '--validation', 'half'], '--validation: half'],
  [['--data', 'src', '--films', '3'], '--films'],
])('%j is refused', (argv, words) => {
  expect(() => parseCommandLine(argv)).toThrow(words);
});
