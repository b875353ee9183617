import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { type Theme, violations } from './support/axe.ts';
import { chestXray, film, stage } from './support/films.ts';
import { chooseTree, decoded, goTo, openTestSet, type Place, trainQuick } from './support/page.ts';

const THEMES: readonly Theme[] = ['dark', 'light'];
// Colours are judged once they rest, not half-way through a change of theme.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Parts of the data screen, and what is there once they are drawn. */
const PARTS: readonly (readonly [name: string, drawn: (page: Page) => Locator])[] = [
  ['Overview', (page) => page.getByTestId('finding').first()],
  ['Films', (page) => page.locator('[data-place="0"]')],
  ['Measures', (page) => page.getByRole('img', { name: /NORMAL: mean of \d+ training films/ })],
  ['Patients', (page) => page.getByRole('img', { name: 'Number of patients by how many films they have' })],
];

const PLACES: readonly Place[] = ['Data', 'Train', 'Evaluate', 'Predict', 'Models'];

async function scanAll(page: Page): Promise<void> {
  for (const theme of THEMES) {
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    for (const place of PLACES) {
      await goTo(page, place);
      expect(await violations(page, theme), `${place}, ${theme}`).toEqual([]);
    }
    await page.getByRole('button', { name: /theme/i }).click();
  }
}

test('axe finds nothing on the five empty screens, dark and light', async ({ page }) => {
  await page.goto('/');
  await scanAll(page);
});

test('axe finds nothing on the five screens in use, dark and light', async ({ page }) => {
  await page.goto('/');
  await chooseTree(page, chestXray({ train: { NORMAL: 24, PNEUMONIA: 24 }, test: { NORMAL: 4, PNEUMONIA: 4 } }));
  await decoded(page);
  await trainQuick(page, 2);
  await openTestSet(page);
  await goTo(page, 'Predict');
  await page.getByLabel('Film to judge').setInputFiles(join(stage({ 'a.png': film(1, 5) }), 'a.png'));
  await expect(page.getByTestId('verdict')).toBeVisible();
  await goTo(page, 'Models');
  await page.getByLabel('Name', { exact: true }).fill('Axe');
  await page.getByRole('button', { name: 'Save in this browser' }).click();
  await expect(page.getByRole('row', { name: /Axe/ })).toBeVisible();
  await scanAll(page);
});

test('axe finds nothing on the parts of the data screen and the film dialog, dark and light', async ({ page }) => {
  await page.goto('/');
  await chooseTree(page, chestXray({ train: { NORMAL: 24, PNEUMONIA: 60 }, test: { NORMAL: 4, PNEUMONIA: 4 } }));
  await decoded(page);
  await expect(page.getByTestId('findings-count')).toHaveAttribute('data-complete', 'true', { timeout: 30_000 });
  for (const theme of THEMES) {
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    for (const [part, drawn] of PARTS) {
      await page.getByRole('radio', { name: part, exact: true }).click();
      await expect(drawn(page)).toBeVisible();
      expect(await violations(page, theme), `${part}, ${theme}`).toEqual([]);
    }
    await page.getByRole('radio', { name: 'Films', exact: true }).click();
    await page.locator('[data-place="0"]').click();
    expect(await violations(page, theme), `film, ${theme}`).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: 'Overview' }).click();
    for (const fold of await page.getByTestId('finding').getByText('Evidence').all()) await fold.click();
    expect(await violations(page, theme), `evidence, ${theme}`).toEqual([]);
    await page.getByRole('button', { name: /theme/i }).click();
  }
});

test('nothing needs a horizontal scroll at 360 px', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/');
  await chooseTree(page, chestXray({ train: { NORMAL: 8, PNEUMONIA: 8 }, test: { NORMAL: 4, PNEUMONIA: 4 } }));
  await decoded(page);
  for (const place of PLACES) {
    await goTo(page, place);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, place).toBeLessThanOrEqual(0);
  }
});
