/** The command line of `npm run headless`. */
import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** Shown with every complaint about the command line. */
export const USAGE = `npm run headless -- --data <folder|file.zip|synthetic> [options]
  --preset paper|small|strong|quick   network and settings (paper)
  --epochs N                   instead of the preset's
  --limit N                    N films per class and split, chosen by the seed
  --backend auto|webgl|wasm|cpu
  --validation folder|patients:N|films:N|none   where validation films come from; N percent of train (the preset's)
  --seed S                     of the run and of --limit (the preset's)
  --out DIR                    receives result.json, evaluation.json, dataset.json, films-test.csv, films-validation.csv (with
                               file names), report.html, model.json, weights.bin and screenshots
CHROMIUM_PATH names the browser, CHROMIUM_FLAGS adds flags to its start (for a GPU, say).`;

const OPTIONS = {
  data: { type: 'string' },
  preset: { type: 'string', default: 'paper' },
  epochs: { type: 'string' },
  limit: { type: 'string' },
  backend: { type: 'string', default: 'auto' },
  validation: { type: 'string' },
  seed: { type: 'string' },
  out: { type: 'string' },
};

/** Validation sources that take a percentage of train, and those that take none. */
const SHARES = ['patients', 'films'];
const WHOLE = ['folder', 'none'];

/** Reads the command line; throws an Error with one sentence where it cannot be used. */
export function parseCommandLine(argv) {
  const { values } = parseArgs({ args: argv, options: OPTIONS });
  const source = sourceOf(values.data);
  const limit = wholeNumber('--limit', values.limit, 1);
  if (limit !== null && source.kind === 'synthetic') throw new Error('--limit is for films on disk.');
  return {
    source,
    limit,
    preset: oneOf('--preset', values.preset, ['paper', 'small', 'strong', 'quick']),
    backend: oneOf('--backend', values.backend, ['auto', 'webgl', 'wasm', 'cpu']),
    epochs: wholeNumber('--epochs', values.epochs, 1),
    seed: wholeNumber('--seed', values.seed, 0),
    validation: validationOf(values.validation),
    out: values.out === undefined ? null : resolve(values.out),
  };
}

/** `{ source, percent }` for the form of the page; null where the preset decides. */
function validationOf(text) {
  if (text === undefined) return null;
  const [source, percent] = text.split(':');
  const isShare = SHARES.includes(source);
  if (!isShare && !(percent === undefined && WHOLE.includes(source))) {
    throw new Error(`--validation: ${text} is none of ${[...SHARES.map((name) => `${name}:N`), ...WHOLE].join(', ')}.`);
  }
  return { source, percent: isShare ? wholeNumber('--validation', percent, 1) : null };
}

/** What `--data` names; throws where nothing stands there. */
export function sourceOf(data) {
  if (!data) throw new Error('--data is missing.');
  if (data === 'synthetic') return { kind: 'synthetic' };
  const path = resolve(data);
  if (!existsSync(path)) throw new Error(`--data: ${path} does not exist.`);
  const kind = statSync(path).isDirectory() ? 'folder' : 'zip';
  return { kind, path, name: basename(path) };
}

/** A number from `least`, or null where the option is not given. */
export function wholeNumber(option, text, least) {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new Error(`${option}: ${text} is no whole number from ${least}.`);
  return value;
}

function oneOf(option, text, choices) {
  if (!choices.includes(text)) throw new Error(`${option}: ${text} is none of ${choices.join(', ')}.`);
  return text;
}
