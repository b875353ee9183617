import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { violations } from './support/axe.ts';
import { chestXray, film, stage } from './support/films.ts';
import { chooseTree, decoded, goTo, runPhase, trainQuick } from './support/page.ts';

const SPLITS = { train: { NORMAL: 48, PNEUMONIA: 48 }, test: { NORMAL: 16, PNEUMONIA: 16 } };

async function judged(page: Page): Promise<void> {
  await page.goto('/');
  await chooseTree(page, chestXray(SPLITS));
  await decoded(page);
  await trainQuick(page, 3);
  await goTo(page, 'Evaluate');
  await page.getByRole('button', { name: 'Open the test set', exact: true }).click();
}

/** Places the viewer went through, by its own mark. */
async function shown(page: Page): Promise<string | null> {
  return page.getByTestId('error-viewer').getAttribute('data-value');
}

test('errors first: maps appear, the keyboard goes on, filters choose, and nothing stands in the way of a screen reader', async ({
  page,
}) => {
  await judged(page);
  const gallery = page.getByRole('region', { name: 'Errors first' });
  await gallery.scrollIntoViewIfNeeded();
  const pictures = gallery.getByTestId('error-picture');
  await expect(pictures.nth(1)).toHaveAttribute('data-state', 'done');
  await expect(pictures.nth(2)).toHaveAttribute('data-state', 'done');
  await expect(gallery.getByRole('listitem').getByTestId('heat')).toHaveCount(24);
  await expect(gallery.getByText(/^HiResCAM \(Draelos 2020\)/)).toBeVisible();

  const losses: number[] = [];
  const first = await shown(page);
  await gallery.locator('[data-rank="0"]').focus();
  for (let step = 0; step < 4; step++) {
    losses.push(Number(await page.getByTestId('error-loss').getAttribute('data-value')));
    await page.keyboard.press('ArrowRight');
    await expect(gallery.locator(`[data-rank="${step + 1}"]`)).toBeFocused();
  }
  expect(losses).toEqual([...losses].sort((a, b) => b - a));
  expect(await shown(page)).not.toBe(first);
  await page.keyboard.press('Home');
  expect(await shown(page)).toBe(first);

  await gallery.getByRole('radio', { name: 'By occlusion' }).click();
  await expect(gallery.getByText(/^Occlusion \(Zeiler 2014\)/)).toBeVisible();
  await expect(pictures.nth(1)).toHaveAttribute('data-state', 'done');

  const count = async () => Number(await page.getByTestId('errors-count').getAttribute('data-value'));
  expect(await count()).toBe(32);
  const wrong: number[] = [];
  for (const filter of ['wrong', 'falsePositive', 'falseNegative']) {
    await gallery.getByLabel('Show', { exact: true }).selectOption(filter);
    wrong.push(await count());
  }
  expect(wrong[0]).toBe((wrong[1] as number) + (wrong[2] as number));
  await gallery.getByLabel('Show', { exact: true }).selectOption('leastCertain');
  expect(await count()).toBe(32);
  await gallery.getByRole('slider', { name: 'Opacity of the map' }).fill('100');

  // Colours are judged once they rest: neither half-way through a change of theme nor while figures are drawn.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(page.getByTestId('report-ready')).toHaveAttribute('data-value', 'true');
  for (const theme of ['dark', 'light'] as const) {
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    expect(await violations(page, theme)).toEqual([]);
    await page.getByRole('button', { name: /theme/i }).click();
  }
});

test('a verdict shows where its class was found; errors keep their maps while another network is trained', async ({
  page,
}) => {
  await judged(page);
  const folder = stage({ 'question.png': film(1, 777) });
  await goTo(page, 'Predict');
  await page.getByLabel('Film to judge').setInputFiles(join(folder, 'question.png'));
  const picture = page.getByTestId('verdict-film');
  await expect(picture).toHaveAttribute('data-state', 'done');
  await expect(picture.getByTestId('heat')).toHaveCSS('opacity', '0.5');
  await page.getByRole('slider', { name: 'Opacity of the map' }).fill('0');
  await expect(picture.getByTestId('heat')).toHaveCSS('opacity', '0');
  expect(await violations(page)).toEqual([]);

  await goTo(page, 'Train');
  await page.getByLabel('Epochs', { exact: true }).fill('400');
  await page.getByRole('button', { name: 'Train again' }).click();
  await runPhase(page, 'running');
  await goTo(page, 'Evaluate');
  await expect(page.getByTestId('former')).toBeVisible();
  const gallery = page.getByRole('region', { name: 'Errors first' });
  await gallery.getByRole('button', { name: 'Next film' }).click();
  await expect(gallery.getByTestId('error-picture').nth(1)).toHaveAttribute('data-state', 'done');
  await expect(gallery.getByRole('listitem').getByTestId('heat')).toHaveCount(24);
  await expect(page.getByTestId('run-phase')).toHaveAttribute('data-value', 'running');
  await goTo(page, 'Train');
  await page.getByRole('button', { name: 'Stop' }).click();
  await runPhase(page, 'stopped');
  await goTo(page, 'Evaluate');
  await expect(page.getByTestId('sealed')).toBeVisible();
});
