/** The command line of `npm run bench`. */
import { parseArgs } from 'node:util';

/** Shown with every complaint about the command line. */
export const USAGE = `npm run bench [-- train|growth|pipeline|decode|zip] [options]
  without a name           all but zip, one after the other
  --only TEXT              rows whose name contains the text, e.g. "webgl paper step"
  --full                   every row at full batch, stock TensorFlow.js as long as it takes
  --rounds N               measurements of each side and row (3)
  --gpu                    the hardware GPU instead of the software renderer
  --threads 1              without cross-origin isolation: WASM has one thread
  --data DIR               films from a folder instead of made ones (pipeline, decode); zip needs one
  --films N                films that decode makes (32)
  --epochs N               epochs that pipeline trains, the first not counted (3)
  --gigabytes N            size of the zip (2)
  --level 0|6              the zip's films stored or deflated (0)
  --seconds N              how long its decoding is watched (60)
  --json FILE              receives the JSON lines too
CHROMIUM_PATH names the browser, CHROMIUM_FLAGS adds flags to its start.`;

const OPTIONS = {
  only: { type: 'string', default: '' },
  full: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '3' },
  gpu: { type: 'boolean', default: false },
  threads: { type: 'string' },
  data: { type: 'string' },
  films: { type: 'string', default: '32' },
  epochs: { type: 'string', default: '3' },
  gigabytes: { type: 'string', default: '2' },
  level: { type: 'string', default: '0' },
  seconds: { type: 'string', default: '60' },
  json: { type: 'string' },
};

/** Names and options of a command line; throws an Error with one sentence where it cannot be used. */
export function parseCommandLine(argv, names) {
  const { values, positionals } = parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  for (const name of positionals) if (!names.includes(name)) throw new Error(`${name} is none of ${names.join(', ')}.`);
  if (values.threads !== undefined && values.threads !== '1') throw new Error('--threads takes 1 alone.');
  const [rounds, films, epochs] = [whole(values, 'rounds'), whole(values, 'films'), whole(values, 'epochs')];
  const [gigabytes, level, seconds] = [Number(values.gigabytes), Number(values.level), whole(values, 'seconds')];
  if (!(gigabytes > 0)) throw new Error(`--gigabytes: ${values.gigabytes} is no size.`);
  const isolated = values.threads === undefined;
  return {
    names: positionals.length > 0 ? positionals : names.filter((name) => name !== 'zip'),
    options: { ...values, rounds, films, epochs, gigabytes, level, seconds, isolated },
  };
}

function whole(values, name) {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Error(`--${name}: ${values[name]} is no whole number from 1.`);
  return value;
}
