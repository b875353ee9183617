import { expect, type Page } from '@playwright/test';
import { chestXray } from './films.ts';
import { chooseTree, decoded, goTo, runPhase, setUpQuick } from './page.ts';

/** Films enough for thresholds fixed on validation. */
export const ENOUGH = { train: { NORMAL: 190, PNEUMONIA: 190 }, test: { NORMAL: 30, PNEUMONIA: 40 } };

/** Trains for one epoch on made films, so that some stay in doubt; validation by patient in `percent`, or by its folder for null. */
export async function trained(
  page: Page,
  counts: Parameters<typeof chestXray>[0],
  percent: number | null,
): Promise<void> {
  await page.goto('/');
  await chooseTree(page, chestXray(counts));
  await decoded(page);
  await setUpQuick(page, 1);
  await page.getByLabel('Validation', { exact: true }).selectOption(percent === null ? 'folder' : 'patients');
  if (percent !== null) await page.getByLabel('Percent of train', { exact: true }).fill(String(percent));
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await runPhase(page, 'finished');
  await goTo(page, 'Evaluate');
}

/** Opens the test set and waits for its last figures. */
export async function opened(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Open the test set/ }).click();
  await expect(page.getByTestId('groups').or(page.getByText('These films fall into no groups.'))).toBeVisible();
}
