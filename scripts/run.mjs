/** Running other programs from scripts, on any system, before or after `node_modules` exists. */
import { spawn } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Whether node was started with the file of this module address, also through a symbolic link. */
export function isMain(moduleUrl) {
  return Boolean(process.argv[1]) && realpathSync(process.argv[1]) === fileURLToPath(moduleUrl);
}

/** Command and arguments that start a tool of `node_modules` without a shell: the script its package.json names under `bin`. */
export function tool(packageName, bin = packageName) {
  const folder = join(ROOT, 'node_modules', packageName);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const script = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin];
  return [process.execPath, join(folder, script)];
}

/** Command and arguments that start npm: the npm that runs us where there is one. */
export function npm() {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, script] : ['npm'];
}

/**
 * Runs a command in the repository; resolves with `{ code, output, seconds }`, also when it fails or cannot be started.
 * `show`: let it write to our own terminal instead of keeping its output.
 */
export function run([command, ...args], { env = {}, show = false, minutes = 15 } = {}) {
  const start = performance.now();
  const shell = process.platform === 'win32' && command === 'npm';
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    timeout: minutes * 60_000,
    shell,
  });
  const chunks = [];
  child.stdout?.on('data', (chunk) => chunks.push(chunk));
  child.stderr?.on('data', (chunk) => chunks.push(chunk));
  return new Promise((done) => {
    const end = (code, note) => {
      const output = Buffer.concat(chunks).toString() + note;
      done({ code, output, seconds: (performance.now() - start) / 1000 });
    };
    child.on('error', (error) => end(127, String(error)));
    child.on('close', (code, signal) => end(code ?? 1, signal ? `\nended by ${signal}` : ''));
  });
}
