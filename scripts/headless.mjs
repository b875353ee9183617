/**
 * `npm run headless -- --data <folder|zip|synthetic> …`: drives the built page in headless Chromium through its own controls, the
 * way a person does. Progress goes to stderr; the last line of stdout is one JSON object; exit code 0 only when every step ran.
 */
import { buildIfStale } from './build.mjs';
import { parseCommandLine, USAGE } from './headless/args.mjs';
import { install } from './install.mjs';

const options = readOptions();
await install();
await buildIfStale();
// Only now: these need node_modules.
const { ensureChromium } = await import('./ensure-chromium.mjs');
const { headlessRun } = await import('./headless/run.mjs');

const start = performance.now();
const say = (words) => console.error(`${((performance.now() - start) / 1000).toFixed(1).padStart(7)} s  ${words}`);

try {
  await ensureChromium();
  console.log(JSON.stringify(await headlessRun(options, say)));
} catch (error) {
  console.error(`The run did not finish: ${error.message}`);
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
