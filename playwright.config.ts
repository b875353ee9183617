import { defineConfig } from '@playwright/test';
import { holdFolders } from './e2e/support/folders.ts';
import { launchOptions, SOFTWARE_WEBGL } from './scripts/chromium.mjs';

// Each run has a port of its own, so that two at a time do not meet; Playwright's workers inherit it.
process.env.E2E_PORT ??= String(4300 + (process.pid % 1000));
const ADDRESS = `http://localhost:${process.env.E2E_PORT}/`;
holdFolders();

/** Tests that measure time want the machine for themselves: `npm test` runs them after the others. */
const TIMED = '(smooth|timing|real-films|probe)';
const PARTS: Readonly<Record<string, RegExp>> = {
  all: /\.spec\.ts$/,
  busy: new RegExp(`e2e/(?!${TIMED})[^/]*\\.spec\\.ts$`),
  timed: new RegExp(`e2e/${TIMED}\\.spec\\.ts$`),
};

/** End-to-end tests of the built page (`npm run build` first), served with its security policy. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: PARTS[process.env.E2E_PART ?? 'all'] ?? /\.spec\.ts$/,
  outputDir: 'test-results',
  // What is timed runs alone; of the rest two at a time, since a test waits more than it works.
  workers: process.env.E2E_PART === 'busy' ? 2 : 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL: ADDRESS,
    browserName: 'chromium',
    headless: true,
    actionTimeout: 20_000,
    // Off unless asked for: pictures of every step cost a quarter of the time.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    // What the page paints is put together by plain code: through a software GPU it costs a quarter of the time.
    launchOptions: launchOptions([...SOFTWARE_WEBGL, '--disable-gpu-compositing']),
  },
  webServer: {
    command: `node scripts/serve.mjs --port ${process.env.E2E_PORT} --strict-port`,
    url: ADDRESS,
    reuseExistingServer: false,
    timeout: 20_000,
  },
});
