import { type ConsoleMessage, expect, type Page, test } from '@playwright/test';
import { startServer } from '../scripts/serve.mjs';
import { chestXray } from './support/films.ts';
import { chooseTree, decoded, trainQuick } from './support/page.ts';

const FILMS = chestXray({ train: { NORMAL: 8, PNEUMONIA: 8 }, test: { NORMAL: 2, PNEUMONIA: 2 } });

/** Everything the policy was seen to forbid, in the page and in its workers. */
function violations(page: Page): string[] {
  const seen: string[] = [];
  const listen = (message: ConsoleMessage) => {
    if (/content security policy|embedder policy/i.test(message.text())) seen.push(message.text());
  };
  page.on('console', listen);
  page.on('worker', (worker) => worker.on('console', listen));
  return seen;
}

async function trainOnWasm(page: Page): Promise<string> {
  await chooseTree(page, FILMS);
  await decoded(page);
  await trainQuick(page, 2, 'wasm');
  return (await page.getByTestId('renderer').getAttribute('data-value')) ?? '';
}

test('the built page trains with threads under its policy and isolation', async ({ page }) => {
  const server = await startServer({ root: 'dist' });
  try {
    const seen = violations(page);
    await page.goto(server.url);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const cores = await page.evaluate(() => navigator.hardwareConcurrency);
    test.skip(cores < 2, 'this machine has one core');
    const renderer = await trainOnWasm(page);
    expect(renderer).toBe(`WASM SIMD, ${cores === 2 ? 2 : Math.min(cores - 1, 8)} threads`);
    expect(seen).toEqual([]);
  } finally {
    await server.close();
  }
});

test('on a host that cannot isolate the page it trains on one thread and says why', async ({ page }) => {
  const server = await startServer({ root: 'dist', isolated: false });
  try {
    await page.goto(server.url);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    expect(await trainOnWasm(page)).toBe('WASM SIMD');
    await page.getByTestId('renderer').hover();
    await expect(page.getByText(/one thread/).first()).toBeVisible();
  } finally {
    await server.close();
  }
});
