/** `npm test`: installs, finds a Chromium, then `check`, browser tests and end-to-end tests; ends with `N passed, N failed`. */
import { checkStages } from './check.mjs';
import { install } from './install.mjs';
import { tool } from './run.mjs';
import { commandStage, runStages, summarise } from './stages.mjs';

await install();

// Only now: this module needs node_modules.
const { ensureChromium } = await import('./ensure-chromium.mjs');
const env = { CHROMIUM_PATH: await ensureChromium().catch(giveUp) };

// A real-films test finds its folder in CHEST_XRAY_DIR and says that it was skipped where there is none.
console.log(
  `Chromium: ${env.CHROMIUM_PATH}; real films: ${process.env.CHEST_XRAY_DIR ?? 'none (CHEST_XRAY_DIR is not set)'}`,
);

const vitest = [...tool('vitest'), 'run', '--project', 'browser', '--passWithNoTests'];
const playwright = [...tool('@playwright/test', 'playwright'), 'test', '--pass-with-no-tests'];

const results = await runStages(checkStages());
// One after the other: they measure times, and each fills the machine by itself.
const inBrowser = [
  commandStage('browser tests', vitest, { report: 'vitest', env }),
  commandStage('end to end', playwright, { report: 'playwright', env, after: ['build'] }),
];
results.push(...(await runStages(inBrowser, { parallel: 1, earlier: results })));

const { line, exitCode } = summarise(results);
console.log(line);
process.exitCode = exitCode;

function giveUp(error) {
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
