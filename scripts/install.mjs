/** Installs the packages of package-lock.json where they are missing or others; does nothing otherwise. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, npm, ROOT, run } from './run.mjs';

/** Whether every package of the lock file stands in `node_modules` in its version; those for other systems may lack. */
function isInstalled() {
  try {
    const wanted = packagesOf('package-lock.json');
    const present = packagesOf(join('node_modules', '.package-lock.json'));
    return Object.entries(wanted).every(
      ([path, { version, optional, devOptional }]) =>
        path === '' || (present[path] ? present[path].version === version : optional || devOptional),
    );
  } catch {
    return false;
  }
}

function packagesOf(file) {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages;
}

/** Brings `node_modules` to the lock file; ends the process with npm's own words where that fails. */
export async function install() {
  if (isInstalled()) return;
  console.log('Installing packages (npm ci)…');
  const { code } = await run([...npm(), 'ci'], { show: true });
  if (code !== 0) {
    console.error('npm ci failed: see above. ThoraxLab needs Node 20.19 or newer and the npm registry within reach.');
    process.exit(1);
  }
}

if (isMain(import.meta.url)) await install();
