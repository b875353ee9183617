import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { chestXray, stage, type Tree } from './support/films.ts';
import { chooseTree, decoded, dropPaths, goTo, runPhase } from './support/page.ts';
import { greyPng } from './support/png.ts';

/** How long the main thread is watched while a run goes on, ms. */
const WATCHED = 8_000;

test('the page stays smooth while a network trains', async ({ page }) => {
  await page.goto('/');
  await chooseTree(page, chestXray({ train: { NORMAL: 80, PNEUMONIA: 80 }, test: { NORMAL: 4, PNEUMONIA: 4 } }));
  await decoded(page);
  await goTo(page, 'Train');
  await page.getByLabel('Backend').selectOption('wasm');
  await page.getByLabel('Epochs', { exact: true }).fill('200');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.locator('tr[data-epoch="0"]')).toBeVisible({ timeout: 60_000 });
  // Other work on the machine shows as long tasks here: what the page itself holds up, it holds up every time.
  await expect(async () => {
    const { long, answers } = await watch(page);
    const share = long.reduce((sum, duration) => sum + duration, 0) / WATCHED;
    const longest = Math.max(0, ...long);
    console.info(`long tasks: ${long.length}, ${(share * 100).toFixed(2)} % of the time, longest ${longest} ms`);
    console.info(`clicks answered within ${answers.map((ms) => ms.toFixed(0)).join(', ')} ms`);
    expect(share).toBeLessThanOrEqual(0.02);
    expect(longest).toBeLessThanOrEqual(200);
    expect(Math.max(...answers)).toBeLessThanOrEqual(100);
  }).toPass({ timeout: 5 * WATCHED });
  await page.getByRole('button', { name: 'Stop' }).click();
  await runPhase(page, 'stopped', 5_000);
});

/** A film of 8 × 8 px, unlike any other. */
function tinyFilm(seed: number): Buffer {
  return greyPng(
    8,
    8,
    Uint8Array.from({ length: 64 }, (_, i) => Math.imul(seed + 1, 2654435761 + 97 * i) >>> 24),
  );
}

/** Files of a large drop; `LISTING=100000` makes it the largest that the app is made for. */
const LISTING = Number(process.env.LISTING ?? 3000);

test('the page stays free while a large folder is listed', async ({ page }) => {
  test.setTimeout(180_000);
  const tree: Tree = {};
  for (let i = 0; i < LISTING; i++) {
    const [name, pathogen] = i % 4 ? ['PNEUMONIA', i % 2 ? 'virus' : 'bacteria'] : ['NORMAL', ''];
    const file = pathogen ? `person${i >> 1}_${pathogen}_${i}` : `IM-${i >> 3}-${i}`;
    tree[`chest_xray/${i % 7 ? 'train' : 'test'}/${name}/${file}.png`] = tinyFilm(i);
  }
  const folder = stage(tree);
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  await page.goto('/');
  await page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
    Object.assign(window, { tasks });
  });
  await dropPaths(page, [join(folder, 'chest_xray')]);
  const start = performance.now();
  await expect(page.getByTestId('findings-count')).toBeVisible({ timeout: 120_000 });
  const seconds = (performance.now() - start) / 1000;
  await page.waitForTimeout(1000);
  const { metrics } = await client.send('Performance.getMetrics');
  const heap = (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1e6;
  const longest = Math.max(0, ...(await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks)));
  console.info(`${LISTING} files listed and indexed ${seconds.toFixed(1)} s after the drop`);
  console.info(`longest task of the page ${longest.toFixed(0)} ms, its heap ${heap.toFixed(0)} MB`);
  expect(longest).toBeLessThanOrEqual(200);
  expect(heap).toBeLessThan(300);
});

/** Long tasks and answers to clicks over `WATCHED` milliseconds. */
async function watch(page: Page): Promise<{ long: number[]; answers: number[] }> {
  const tasks = page.evaluate(async (watched) => {
    const long: number[] = [];
    const observer = new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration)));
    observer.observe({ type: 'longtask' });
    await new Promise((resolve) => setTimeout(resolve, watched));
    observer.disconnect();
    return long;
  }, WATCHED);
  const answers: number[] = [];
  for (let i = 0; i < 3; i++) {
    answers.push(await answerTime(page));
    await page.waitForTimeout(700);
  }
  return { long: await tasks, answers };
}

/** From a press on the theme button to the frame that shows it, inside the page, ms. */
async function answerTime(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const button = document.querySelector<HTMLButtonElement>('button[data-testid="theme"]');
    if (!button) throw new Error('no theme button');
    const start = performance.now();
    button.click();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    return performance.now() - start;
  });
}
