/**
 * `npm run reproduce -- --data <folder|zip> [--only RUN]`: makes the planned runs one after the other through the built page,
 * as `npm run headless` does, and goes on where the last call was broken off. Each finished run leaves a record in
 * docs/reproduction, from which docs/reproduction.md is written.
 */
import { buildIfStale } from './build.mjs';
import { install } from './install.mjs';
import { parseCommandLine, USAGE } from './reproduce/args.mjs';

const options = readOptions();
await install();
// Only now: these need node_modules.
const { reproduce } = await import('./reproduce/tasks.mjs');

const start = performance.now();
const say = (words) => console.error(`${((performance.now() - start) / 1000).toFixed(1).padStart(7)} s  ${words}`);

try {
  if (options.task === 'run') {
    await buildIfStale();
    const { ensureChromium } = await import('./ensure-chromium.mjs');
    await ensureChromium();
  }
  await reproduce(options, say);
} catch (error) {
  console.error(`It did not finish: ${error.message}`);
  process.exitCode = 1;
}

function readOptions() {
  try {
    return parseCommandLine(process.argv.slice(2));
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
}
