/** The command line of `npm run reproduce`. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sourceOf, wholeNumber } from '../headless/args.mjs';
import { ROOT } from '../run.mjs';
import { PLAN, plannedRun } from './plan.mjs';

/** Shown with every complaint about the command line. */
export const USAGE = `npm run reproduce -- --data <folder|file.zip> [--only RUN] [--out DIR]
npm run reproduce -- --adopt DIR --as RUN     takes over what npm run headless -- --out DIR left
npm run reproduce -- --report                 writes docs/reproduction.md anew
  --only RUN    one of ${PLAN.map(({ id }) => id).join(', ')} (all)
  --out DIR     where runs are kept between sittings (reproduction)
  --limit N, --epochs N   a trial with few films or epochs, kept beside the others and not recorded
A run whose result.json stands is left alone; one that was broken off goes on after its last whole epoch.`;

const OPTIONS = {
  data: { type: 'string' },
  only: { type: 'string' },
  out: { type: 'string' },
  limit: { type: 'string' },
  epochs: { type: 'string' },
  adopt: { type: 'string' },
  as: { type: 'string' },
  report: { type: 'boolean', default: false },
};

/** Reads the command line; throws an Error with one sentence where it cannot be used. */
export function parseCommandLine(argv) {
  const { values } = parseArgs({ args: argv, options: OPTIONS });
  const folder = values.out === undefined ? join(ROOT, 'reproduction') : resolve(values.out);
  if (values.report) return { task: 'report', folder };
  if (values.adopt !== undefined) {
    if (!values.as) throw new Error('--adopt needs --as, the run it stands for.');
    return { task: 'adopt', folder, from: resolve(values.adopt), planned: plannedRun(values.as) };
  }
  const source = sourceOf(values.data);
  if (source.kind === 'synthetic') throw new Error('--data: the runs are of real films.');
  const trial = { limit: wholeNumber('--limit', values.limit, 1), epochs: wholeNumber('--epochs', values.epochs, 1) };
  const runs = values.only === undefined ? PLAN : [plannedRun(values.only)];
  return { task: 'run', folder, source, runs, trial };
}
