import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { chestXray, film, stage } from './support/films.ts';
import { watchGallery } from './support/gallery.ts';
import { chooseTree, decoded, figure, goTo, runPhase } from './support/page.ts';

const ENOUGH = { train: { NORMAL: 190, PNEUMONIA: 190 }, test: { NORMAL: 30, PNEUMONIA: 40 } };
const TINY = {
  train: { NORMAL: 30, PNEUMONIA: 30 },
  val: { NORMAL: 8, PNEUMONIA: 8 },
  test: { NORMAL: 6, PNEUMONIA: 6 },
};

/** Trains for one epoch, so that some films stay in doubt. */
async function trained(page: Page, counts: Parameters<typeof chestXray>[0], percent: number | null): Promise<void> {
  await page.goto('/');
  await chooseTree(page, chestXray(counts));
  await decoded(page);
  await goTo(page, 'Train');
  await page.getByLabel('Preset').selectOption('quick');
  await page.getByLabel('Epochs', { exact: true }).fill('1');
  await page.getByLabel('Validation', { exact: true }).selectOption(percent === null ? 'folder' : 'patients');
  if (percent !== null) await page.getByLabel('Percent of train', { exact: true }).fill(String(percent));
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await runPhase(page, 'finished');
  await goTo(page, 'Evaluate');
}

async function opened(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Open the test set/ }).click();
  await expect(page.getByTestId('groups').or(page.getByText('These films fall into no groups.'))).toBeVisible();
}

async function cells(page: Page): Promise<number[]> {
  const values = page.getByRole('table', { name: 'Confusion matrix' }).locator('td[data-value]');
  return values.evaluateAll((all) => all.map((cell) => Number((cell as HTMLElement).dataset.value)));
}

/**
 * Script of one move of the slider, median of 41, ms. What is drawn does not grow with the films: curves are thinned to what a
 * chart can show; the same screen with 10,000 films is timed in `evaluate-place.browser.test.ts`.
 */
async function redrawTime(page: Page): Promise<number> {
  return page.getByLabel('Threshold on the probability of PNEUMONIA').evaluate(async (slider: HTMLInputElement) => {
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const times: number[] = [];
    for (let i = 0; i < 41; i++) {
      await new Promise(requestAnimationFrame);
      const start = performance.now();
      setValue?.call(slider, String(50 + 10 * i));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      // React draws what an input asks for in a microtask.
      await Promise.resolve();
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[20] as number;
  });
}

test('the test set is opened on purpose, thresholds come from validation, the matrix follows the slider', async ({
  page,
}) => {
  await trained(page, ENOUGH, 40);
  await expect(page.getByTestId('sealed')).toBeVisible();
  await expect(page.getByTestId('looks')).toHaveAttribute('data-value', '0');
  await expect(page.getByTestId('accuracy')).toHaveCount(0);

  const seen = await watchGallery(page);
  await opened(page);
  await expect(page.getByTestId('looks')).toHaveAttribute('data-value', '1');
  const { gallery, map } = await seen();
  expect(map - gallery).toBeLessThan(2000);
  const atFirst = await cells(page);
  expect(atFirst.reduce((a, b) => a + b)).toBe(70);
  const ill = (atFirst[3] as number) / 40;
  expect(await figure(page, 'sensitivity')).toBeCloseTo(ill, 12);
  expect(await figure(page, 'live-sensitivity')).toBeCloseTo(ill, 12);

  const slider = page.getByLabel('Threshold on the probability of PNEUMONIA');
  await slider.focus();
  await page.keyboard.press('Home');
  expect(await cells(page)).toEqual([0, 30, 0, 40]);
  await page.keyboard.press('End');
  expect(await cells(page)).toEqual([30, 0, 40, 0]);
  await expect(page.getByText('A threshold chosen on the films it is judged on flatters.')).toBeVisible();
  await expect(page.getByTestId('specificity')).toHaveAttribute('data-value', '1');

  expect(await redrawTime(page)).toBeLessThan(16);

  await page.getByRole('radio', { name: 'Screening' }).click();
  await expect(page.getByText(/the screening point, fixed on validation/)).toBeVisible();
  const threshold = await figure(page, 'threshold');
  await page.getByLabel('Judged on', { exact: true }).selectOption('validation');
  await expect(page.getByTestId('looks')).toHaveCount(0);
  expect(await figure(page, 'threshold')).toBe(threshold);
  await expect.poll(() => figure(page, 'sensitivity')).toBeGreaterThanOrEqual(0.95);
});

test('a cell opens its films; nothing for axe to find with everything open', async ({ page }) => {
  await trained(page, ENOUGH, 40);
  await opened(page);
  await page.getByText('All figures, and the textbook intervals').click();
  const cell = page.getByRole('button', { name: /PNEUMONIA called PNEUMONIA/ });
  const count = Number(await page.locator('td[data-row="1"][data-column="1"]').getAttribute('data-value'));
  await cell.click();
  await expect(page.getByTestId('cell-films')).toHaveAttribute('data-value', String(count));
  for (const theme of ['dark', 'light'] as const) {
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    ).toEqual([]);
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
