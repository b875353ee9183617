import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { violations } from './support/axe.ts';
import { chestXray, film, stage } from './support/films.ts';
import { ENOUGH, opened, trained } from './support/judging.ts';
import { chooseTree, decoded, figure, goTo } from './support/page.ts';

const TINY = {
  train: { NORMAL: 30, PNEUMONIA: 30 },
  val: { NORMAL: 8, PNEUMONIA: 8 },
  test: { NORMAL: 6, PNEUMONIA: 6 },
};

test('a cell opens its films; nothing for axe to find with everything open', async ({ page }) => {
  await trained(page, ENOUGH, 40);
  await opened(page);
  await page.getByText('All figures, and the textbook intervals').click();
  const cell = page.getByRole('button', { name: /PNEUMONIA called PNEUMONIA/ });
  const count = Number(await page.locator('td[data-row="1"][data-column="1"]').getAttribute('data-value'));
  await cell.click();
  await expect(page.getByTestId('cell-films')).toHaveAttribute('data-value', String(count));
  await page.getByTestId('cell-films').getByRole('button', { name: 'Close' }).click();
  await expect(cell).toBeFocused();
  await cell.click();
  // Colours are judged once they rest, not half-way through a change of theme.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const theme of ['dark', 'light'] as const) {
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    expect(await violations(page, theme), theme).toEqual([]);
    await page.getByRole('button', { name: /theme/i }).click();
  }
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test('looks are counted over visits; the temperature goes with the network', async ({ page }) => {
  await trained(page, ENOUGH, 40);
  await opened(page);
  await page.getByRole('button', { name: 'Use calibrated probabilities' }).click();
  const temperature = await figure(page, 'temperature');
  expect(temperature).toBeGreaterThan(0);
  await goTo(page, 'Models');
  await page.getByLabel('Name', { exact: true }).fill('Looked at');
  await page.getByRole('button', { name: 'Save in this browser' }).click();
  await page.getByRole('row', { name: /Looked at/ }).waitFor();

  await page.reload();
  await goTo(page, 'Data');
  await chooseTree(page, chestXray(ENOUGH));
  await decoded(page);
  await goTo(page, 'Models');
  await page
    .getByRole('row', { name: /Looked at/ })
    .getByRole('button', { name: 'Load' })
    .click();
  await expect(page.getByTestId('model-in-hand')).toContainText('Looked at');
  await goTo(page, 'Predict');
  await page.getByLabel('Film to judge').setInputFiles(join(stage({ 'a.png': film(1, 5) }), 'a.png'));
  await expect(page.getByTestId('calibrated')).toHaveAttribute('data-value', String(temperature));
  await goTo(page, 'Evaluate');
  await expect(page.getByTestId('looks')).toHaveAttribute('data-value', '1');
  await opened(page);
  await expect(page.getByTestId('looks')).toHaveAttribute('data-value', '2');
});

test('on 16 validation films nothing is fixed, and the way out is a button; few patients have no interval', async ({
  page,
}) => {
  await trained(page, TINY, null);
  await opened(page);
  await expect(page.getByText(/Validation has too few films .* 8 NORMAL, 8 PNEUMONIA/)).toBeVisible();
  for (const name of ['Screening', 'Balanced', 'Rule-in']) {
    await expect(page.getByRole('radio', { name })).toBeDisabled();
  }
  await expect(page.getByText('fewer than 20 patients: no interval').first()).toBeVisible();
  await page.getByRole('button', { name: /^Take \d+ % of train next time$/ }).click();
  await expect(page.getByText(/it must be trained anew/)).toBeVisible();
});
