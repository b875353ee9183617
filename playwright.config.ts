import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/chromium.mjs';

// Each run has a port of its own, so that two at a time do not meet; Playwright's workers inherit it.
process.env.E2E_PORT ??= String(4300 + (process.pid % 1000));
const ADDRESS = `http://localhost:${process.env.E2E_PORT}/`;

/** End-to-end tests of the built page (`npm run build` first), served with its security policy. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  // One at a time: a software WebGL fills the machine, and some tests measure how smooth the page stays.
  workers: 1,
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
    trace: 'retain-on-failure',
    launchOptions: launchOptions(),
  },
  webServer: {
    command: `node scripts/serve.mjs --port ${process.env.E2E_PORT} --strict-port`,
    url: ADDRESS,
    reuseExistingServer: false,
    timeout: 20_000,
  },
});
