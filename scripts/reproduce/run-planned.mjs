/** Makes one planned run, in as many sittings as it takes. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { builtFrom } from '../build.mjs';
import { headlessRun } from '../headless/run.mjs';
import { checkComplete } from './plan.mjs';

/**
 * Runs `planned` in its own folder below `folder`, or goes on with it there; gives that folder. What lies in it:
 * `profile` (the browser's, with the page's checkpoint), `sittings.json`, and in the end all that a headless run leaves.
 */
export async function runPlanned(planned, { folder, source, trial }, say) {
  const { limit } = trial;
  const epochs = trial.epochs ?? planned.epochs;
  const isTrial = limit !== null || trial.epochs !== null;
  const home = join(folder, isTrial ? `trial-${planned.id}-${epochs}-epochs-${limit ?? 'all'}-films` : planned.id);
  if (existsSync(join(home, 'result.json'))) return { home, isTrial, isNew: false };
  mkdirSync(home, { recursive: true });
  const { port } = await beginSitting(home);
  const options = {
    ...planned,
    source,
    limit,
    epochs,
    backend: 'auto',
    out: home,
    profile: join(home, 'profile'),
    port,
    command: 'npm run reproduce',
    checkFilms: isTrial ? undefined : checkComplete,
  };
  await headlessRun(options, say);
  return { home, isTrial, isNew: true };
}

/** When this run was sat for, and from which sources; none where it was not made in sittings. */
export function readSittings(home) {
  const file = join(home, 'sittings.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { port: null, sittings: [] };
}

/** The page's storage belongs to its address, so the port of the first sitting is that of all. */
async function beginSitting(home) {
  const earlier = readSittings(home);
  const sitting = { date: new Date().toISOString(), commit: await builtFrom() };
  const now = { port: earlier.port ?? (await freePort()), sittings: [...earlier.sittings, sitting] };
  writeFileSync(join(home, 'sittings.json'), `${JSON.stringify(now, null, 2)}\n`);
  return now;
}

function freePort() {
  const server = createServer();
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
