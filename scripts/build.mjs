/** Builds the page into `dist` where that is older than its sources. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, tool } from './run.mjs';

const SOURCES = ['index.html', 'package-lock.json', 'vite.config.ts', 'public', 'src'];

/** Builds if need be; ends the process with the build's own words where that fails. */
export async function buildIfStale() {
  const built = join(ROOT, 'dist', 'index.html');
  if (existsSync(built) && Math.max(...SOURCES.map(newest)) < statSync(built).mtimeMs) return;
  console.log('Building the page…');
  const { code } = await run([...tool('vite'), 'build', '--logLevel', 'warn'], { show: true });
  if (code !== 0) process.exit(1);
}

/** The commit the page is built from, with `-changed` where its sources differ from it; null where git knows nothing. */
export async function builtFrom() {
  const { code, output } = await run(['git', 'rev-parse', '--short=12', 'HEAD']);
  if (code !== 0) return null;
  const changed = await run(['git', 'diff', '--quiet', 'HEAD', '--', ...SOURCES]);
  return `${output.trim()}${changed.code === 0 ? '' : '-changed'}`;
}

/** Time of the last change in a file or anywhere in a folder, milliseconds. */
function newest(path) {
  const full = join(ROOT, path);
  const info = statSync(full);
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(info.mtimeMs, ...readdirSync(full).map((name) => newest(join(path, name))));
}
