import { networkInterfaces } from 'node:os';
import { type Browser, type BrowserContext, chromium, expect, test } from '@playwright/test';
import { findChromium, SOFTWARE_WEBGL } from '../scripts/chromium.mjs';
import { startServer } from '../scripts/serve.mjs';
import { chestXray } from './support/films.ts';
import { chooseTree, decoded, figure, goTo, openTestSet, runPhase, setUpQuick, trainQuick } from './support/page.ts';
import { pretendGpu } from './support/pretend-gpu.ts';

const FILMS = chestXray({ train: { NORMAL: 6, PNEUMONIA: 6 }, test: { NORMAL: 2, PNEUMONIA: 2 } });

const MANY = chestXray({
  train: { NORMAL: 48, PNEUMONIA: 48 },
  val: { NORMAL: 8, PNEUMONIA: 8 },
  test: { NORMAL: 10, PNEUMONIA: 10 },
});

/** Takes WebGL from the page and from workers; `--disable-3d-apis` leaves it to workers. */
const NO_WEBGL = '--use-gl=disabled';

/** A browser of its own, poorer than the others. */
async function launch(...args: string[]): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({ args: ['--no-sandbox', ...args], ...(executablePath ? { executablePath } : {}) });
}

async function trainedIn(browser: Browser | BrowserContext, url: string): Promise<import('@playwright/test').Page> {
  const page = await browser.newPage();
  await page.goto(url);
  await chooseTree(page, FILMS);
  await decoded(page);
  await trainQuick(page, 1);
  return page;
}

test('without WebGL the page trains on WASM and says so', async ({ baseURL }) => {
  const browser = await launch(NO_WEBGL);
  try {
    const page = await trainedIn(browser, baseURL as string);
    await expect(page.getByTestId('backend')).toHaveAttribute('data-value', 'wasm');
    await expect(page.getByTestId('backend-reason')).toContainText(/WebGL/);
  } finally {
    await browser.close();
  }
});

test('without WebGL and WASM it trains on the processor with a warning', async ({ baseURL }) => {
  const browser = await launch(NO_WEBGL);
  try {
    const context = await browser.newContext();
    // A policy as strict hospital proxies set it: scripts, but no WASM.
    await context.route(`${baseURL}**`, async (route) => {
      const response = await route.fetch();
      const headers = response.headers();
      const policy = headers['content-security-policy']?.replace(" 'wasm-unsafe-eval'", '') ?? '';
      await route.fulfill({ response, headers: { ...headers, 'content-security-policy': policy } });
    });
    const page = await trainedIn(context, baseURL as string);
    await expect(page.getByTestId('backend')).toHaveAttribute('data-value', 'cpu');
    await expect(page.getByTestId('backend-reason')).toContainText(/WebAssembly|WASM/);
    await context.unrouteAll({ behavior: 'ignoreErrors' });
  } finally {
    await browser.close();
  }
});

test('WebGL that was asked for and is missing is an error, never another backend', async ({ baseURL }) => {
  const browser = await launch(NO_WEBGL);
  try {
    const page = await browser.newPage();
    await page.goto(baseURL as string);
    await chooseTree(page, FILMS);
    await decoded(page);
    await goTo(page, 'Train');
    await page.getByLabel('Backend').selectOption('webgl');
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await runPhase(page, 'failed', 30_000);
    await expect(page.getByRole('alert').first()).toContainText(/WebGL/i);
    await expect(page.getByText('Device: not running')).toBeVisible();
  } finally {
    await browser.close();
  }
});

/** Kills the process that draws, as a driver that starts anew does. */
async function killGpu(browser: Browser): Promise<void> {
  const client = await browser.newBrowserCDPSession();
  const { processInfo } = await client.send('SystemInfo.getProcessInfo');
  for (const { type, id } of processInfo) if (type === 'GPU') process.kill(id, 'SIGKILL');
}

test('a run whose graphics card is lost goes on with WASM at one click: no epoch lost but the one under way', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await page.goto('/');
  await chooseTree(page, MANY);
  await decoded(page);
  await setUpQuick(page, 12, 'webgl');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.locator('tr[data-epoch="1"]')).toBeVisible({ timeout: 150_000 });
  await killGpu(browser);
  await runPhase(page, 'failed', 30_000);
  await expect(page.getByRole('alert').first()).toContainText(/graphics card was taken away/i);
  const kept = await page.locator('tr[data-epoch]').count();
  await page.getByRole('button', { name: 'Continue with WASM' }).click();
  await runPhase(page, 'finished', 90_000);
  await expect(page.getByTestId('backend')).toHaveAttribute('data-value', 'wasm');
  await expect(page.getByTestId('fallback')).toContainText(/WASM from epoch \d+ on/);
  const from = await figure(page, 'fallback');
  expect(from).toBeGreaterThanOrEqual(kept - 1);
  const epochs = await page.locator('tr[data-epoch]').evaluateAll((rows) => rows.map((row) => row.dataset.epoch));
  expect(epochs.map(Number)).toEqual([...Array(12).keys()].reverse());
  await expect(page.getByText(`Trained on WebGL (epochs 1 to ${from}), then on WASM`)).toBeVisible();
  await openTestSet(page);
});

test('with the choice left to the page, a lost graphics card is replaced without a click', async () => {
  test.setTimeout(180_000);
  const server = await startServer({ root: pretendGpu() });
  // Its own: a browser whose graphics process died three times gives WebGL up for good.
  const browser = await launch(...SOFTWARE_WEBGL, '--disable-gpu-compositing');
  try {
    const page = await browser.newPage();
    const wasm = '**/tfjs-backend-wasm*.wasm';
    // WASM cannot be timed, or it would be chosen: it is the faster of two things drawn by one processor.
    await page.route(wasm, (route) => route.abort());
    await page.goto(server.url);
    await chooseTree(page, MANY);
    await decoded(page);
    await goTo(page, 'Train');
    await expect(page.getByTestId('backend')).toHaveAttribute('data-value', 'webgl', { timeout: 60_000 });
    await page.unroute(wasm);
    await setUpQuick(page, 6);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(page.locator('tr[data-epoch="1"]')).toBeVisible({ timeout: 120_000 });
    await killGpu(browser);
    await runPhase(page, 'finished', 90_000);
    await expect(page.getByTestId('backend')).toHaveAttribute('data-value', 'wasm');
    await expect(page.getByTestId('fallback')).toContainText(/WASM from epoch \d+ on/);
    expect(await figure(page, 'fallback')).toBeGreaterThanOrEqual(1);
    await expect(page.locator('tr[data-epoch]')).toHaveCount(6);
  } finally {
    await browser.close();
    await server.close();
  }
});

test('a page opened over plain http from another machine says what is missing and the way out', async ({ page }) => {
  const address = Object.values(networkInterfaces())
    .flat()
    .find((net) => net?.family === 'IPv4' && !net.internal)?.address;
  test.skip(!address, 'this machine has no address but localhost');
  const server = await startServer({ root: 'dist', host: '0.0.0.0' });
  try {
    await page.goto(`http://${address}:${server.port}/`);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await expect(page.getByText(/https/i).first()).toBeVisible();
    await chooseTree(page, FILMS);
    await decoded(page);
  } finally {
    await server.close();
  }
});
