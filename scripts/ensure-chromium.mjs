/** Makes sure that a Chromium stands ready for the tests; needs `node_modules`. */
import { existsSync, readFileSync } from 'node:fs';
import { findChromium } from './chromium.mjs';
import { run, tool } from './run.mjs';

const HELP = `No Chromium was found and none could be installed. Do one of these and try again:
  - set CHROMIUM_PATH to a Chromium or Chrome executable;
  - npx playwright install --with-deps chromium;
  - install the package of your system (Debian: apt-get install chromium).`;

/**
 * Path of a Chromium that starts: `CHROMIUM_PATH`, Playwright's, the system's, else installed by Playwright,
 * else from Debian's packages where we are root. Throws with a way out where nothing helps.
 */
export async function ensureChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
  const attempts = [() => null, () => run([...tool('playwright'), 'install', 'chromium'])];
  if (isRootOnDebian()) attempts.push(installFromDebian);
  for (const attempt of attempts) {
    await attempt();
    const path = findChromium();
    if (path && (await starts(path))) return path;
  }
  throw new Error(HELP);
}

async function starts(path) {
  const { code } = await run([path, '--version'], { minutes: 1 });
  return code === 0;
}

function isRootOnDebian() {
  return (
    process.getuid?.() === 0 && existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release'))
  );
}

async function installFromDebian() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run(['apt-get', 'update'], { env });
  await run(['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'], { env });
}
