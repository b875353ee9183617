/** `npm test`: installs, finds a Chromium, then `check`, browser tests and end-to-end tests; ends with `N passed, N failed`. */
import { checkStages } from './check.mjs';
import { install } from './install.mjs';
import { tool } from './run.mjs';
import { commandStage, runStages, summarise } from './stages.mjs';

await install();

// Only now: this module needs node_modules.
const { ensureChromium } = await import('./ensure-chromium.mjs');
const env = { CHROMIUM_PATH: await ensureChromium().catch(giveUp) };

// A real-films test finds its folder in CHEST_XRAY_DIR or DICOM_DIR and says that it was skipped where there is none.
const { CHEST_XRAY_DIR = 'none (CHEST_XRAY_DIR is not set)', DICOM_DIR = 'none (DICOM_DIR is not set)' } = process.env;
console.log(`Chromium: ${env.CHROMIUM_PATH}; real films: ${CHEST_XRAY_DIR}; real DICOM films: ${DICOM_DIR}`);

const vitest = [...tool('vitest'), 'run', '--project', 'browser', '--passWithNoTests'];
const playwright = [...tool('@playwright/test', 'playwright'), 'test', '--pass-with-no-tests'];

const results = await runStages(checkStages());
// Side by side, since each waits more than it works; what measures time or memory comes after, alone.
const busy = [commandStage('browser tests', vitest, { report: 'vitest', env }), endToEnd('end to end', 'busy')];
results.push(...(await runStages(busy, { parallel: 2, earlier: results })));
results.push(...(await runStages([endToEnd('timed end to end', 'timed')], { parallel: 1, earlier: results })));

function endToEnd(name, part) {
  return commandStage(name, playwright, { report: 'playwright', env: { ...env, E2E_PART: part }, after: ['build'] });
}

const { line, exitCode } = summarise(results);
console.log(line);
process.exitCode = exitCode;

function giveUp(error) {
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
