import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { newFolder } from './support/folders.ts';
import { watchGallery } from './support/gallery.ts';
import { chooseFolder, decoded, figure, goTo, runPhase } from './support/page.ts';
import { scrolled, watchMainThread } from './support/smoothness.ts';

const films = process.env.CHEST_XRAY_DIR;

/** Films per split and class, as the page's table gives them. */
async function filmCounts(page: Page): Promise<string[]> {
  const rows = page.getByRole('table', { name: 'Films per split and class' }).locator('tbody tr');
  return (await rows.allInnerTexts()).map((row) => row.replace(/[\s,]+/g, ' ').trim());
}

test('real films: all 5,856 are indexed within 2 s, decoded within 40 s, ready again within 1.5 s; their gallery scrolls', async ({
  page,
}) => {
  test.skip(!films, 'CHEST_XRAY_DIR names no folder of real films');
  test.setTimeout(180_000);
  await page.goto('/');
  await chooseFolder(page, films as string);
  await decoded(page, 100_000);
  const counts = await filmCounts(page);
  expect(counts[0]).toContain('1 341 3 875 5 216');
  expect(counts[2]).toContain('234 390 624');
  await expect(page.getByTestId('decoded-films')).toHaveAttribute('data-value', '5856');
  // Sizes of files are read one by one through the operating system: the first time may find its cache cold.
  if ((await figure(page, 'index-seconds')) >= 2) {
    console.info(`index ${await figure(page, 'index-seconds')} s the first time`);
    await chooseFolder(page, films as string);
    await expect(page.getByTestId('dataset-phase')).not.toHaveAttribute('data-value', 'ready');
    await decoded(page, 100_000);
  }
  console.info(`index ${await figure(page, 'index-seconds')} s, decode ${await figure(page, 'decode-seconds')} s`);
  expect(await figure(page, 'index-seconds')).toBeLessThan(2);
  expect(await figure(page, 'decode-seconds')).toBeLessThan(40);

  await expect(page.getByTestId('kept-bytes')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId('findings-count')).toHaveAttribute('data-complete', 'true', { timeout: 60_000 });
  // Other work on the machine shows in both figures: what the page itself takes, it takes every time.
  await expect(async () => {
    const seconds = await openedAgain(page);
    console.info(`kept films are ready ${seconds.toFixed(2)} s after the click`);
    expect(seconds).toBeLessThanOrEqual(1.5);
  }).toPass({ timeout: 30_000 });
  await page.getByRole('radio', { name: 'Films', exact: true }).click();
  await expect(page.locator('[data-place="0"]')).toBeVisible();
  const atWork = await watchMainThread(page);
  await expect(async () => {
    const before = await atWork();
    const { frames, perSecond } = await scrolled(page, 'gallery', { step: 120, during: 5000 });
    const perFrame = (1000 * ((await atWork()) - before)) / frames;
    console.info(`gallery: ${perSecond.toFixed(1)} frames/s, ${perFrame.toFixed(1)} ms of the main thread each`);
    expect(perFrame).toBeGreaterThan(0);
    expect(perFrame).toBeLessThan(16);
  }).toPass({ timeout: 30_000 });
});

/** Reloads the page and opens the one kept set: seconds from the click until its films are ready, by the page's own clock. */
async function openedAgain(page: Page): Promise<number> {
  await page.reload();
  const open = page.getByRole('button', { name: /^Open .* again$/ });
  await open.waitFor();
  const seconds = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let clicked = 0;
        addEventListener('click', () => (clicked = performance.now()), { capture: true, once: true });
        const observer = new MutationObserver(() => {
          if (!document.querySelector('[data-testid="dataset-phase"][data-value="ready"]')) return;
          observer.disconnect();
          resolve((performance.now() - clicked) / 1000);
        });
        observer.observe(document, { subtree: true, childList: true, attributes: true });
      }),
  );
  await open.click();
  return seconds;
}

/** A folder with every test film and every twentieth of the others. */
function someOf(folder: string): string {
  const to = join(newFolder(), 'chest_xray');
  for (const split of ['train', 'val', 'test']) {
    for (const name of ['NORMAL', 'PNEUMONIA']) {
      mkdirSync(join(to, split, name), { recursive: true });
      readdirSync(join(folder, split, name)).forEach((film, i) => {
        if (split === 'test' || i % 20 === 0)
          copyFileSync(join(folder, split, name, film), join(to, split, name, film));
      });
    }
  }
  return to;
}

test('real films: 624 are judged at 64 px, every figure within 10 s, the first maps within 2 s of their gallery', async ({
  page,
}) => {
  test.skip(!films, 'CHEST_XRAY_DIR names no folder of real films');
  await page.goto('/');
  await chooseFolder(page, someOf(films as string));
  await decoded(page);
  await goTo(page, 'Train');
  await page.getByLabel('Epochs', { exact: true }).fill('1');
  await page.getByLabel('Validation', { exact: true }).selectOption('patients');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await runPhase(page, 'finished');
  await goTo(page, 'Evaluate');
  const seen = await watchGallery(page);
  const start = await page.evaluate(() => performance.now());
  await page.getByRole('button', { name: /^Open the test set/ }).click();
  const { gallery, map, all } = await seen();
  console.info(`figures ${((all - start) / 1000).toFixed(1)} s, first map ${((map - gallery) / 1000).toFixed(1)} s`);
  expect(await figure(page, 'errors-count')).toBe(624);
  expect(all - start).toBeLessThan(10_000);
  expect(map - gallery).toBeLessThan(2000);
});
