import { expect, type Page, test } from '@playwright/test';
import { chestXray, filmPixels, type Tree } from './support/films.ts';
import { chooseTree, decoded, figure, goTo, openTestSet, trainQuick } from './support/page.ts';
import { greyPng } from './support/png.ts';

const SIDE = 72;

/** Films of many classes, told apart by the strength of their patch: `films` of each class and split. */
function manyClasses(names: readonly string[], films: Readonly<Record<string, number>>): Tree {
  const step = 3 / names.length;
  return Object.fromEntries(
    Object.entries(films).flatMap(([split, count], s) =>
      names.flatMap((name, label) =>
        Array.from({ length: count }, (_, i) => [
          `OCT/${split}/${name}/${name}-${1000 * s + i}-1.png`,
          greyPng(SIDE, SIDE, filmPixels(label * step, 100 * s + i, SIDE)),
        ]),
      ),
    ),
  );
}

async function trained(page: Page, tree: Tree, epochs: number): Promise<void> {
  await page.goto('/');
  await chooseTree(page, tree, 'OCT');
  await decoded(page);
  await trainQuick(page, epochs);
  await openTestSet(page);
}

async function confusion(page: Page): Promise<number[]> {
  const cells = await page.getByRole('table', { name: 'Confusion matrix' }).locator('tbody td').allInnerTexts();
  return cells.map((cell) => Number.parseInt(cell, 10));
}

test('four classes, from the films to the figures', async ({ page }) => {
  test.setTimeout(240_000);
  const names = ['CNV', 'DME', 'DRUSEN', 'NORMAL'];
  await trained(page, manyClasses(names, { train: 16, val: 2, test: 6 }), 14);
  // Chance is 0.25; neighbours differ by a patch of 67 grey values under noise of 18.
  expect(await figure(page, 'accuracy')).toBeGreaterThan(0.6);
  const cells = await confusion(page);
  expect(cells).toHaveLength(16);
  expect(cells.reduce((a, b) => a + b, 0)).toBe(24);
  await goTo(page, 'Data');
  const table = page.getByRole('table', { name: 'Films per split and class' });
  for (const name of names) await expect(table.getByRole('columnheader', { name })).toBeVisible();
});

test('twenty classes run through', async ({ page }) => {
  const names = Array.from({ length: 20 }, (_, i) => `class ${String(i).padStart(2, '0')}`);
  await trained(page, manyClasses(names, { train: 4, val: 1, test: 1 }), 2);
  const cells = await confusion(page);
  expect(cells).toHaveLength(400);
  expect(cells.reduce((a, b) => a + b, 0)).toBe(20);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
});

test('patients by an expression: read as it is typed, taken, and given back', async ({ page }) => {
  await page.goto('/');
  await chooseTree(page, chestXray({ train: { A: 6, B: 6 }, test: { A: 3, B: 3 } }));
  await decoded(page);
  await page.getByRole('radio', { name: 'Patients', exact: true }).click();
  const field = page.getByLabel('Regular expression');
  await page.getByRole('radio', { name: 'Expression' }).click();
  await field.fill('film-(\\d)');
  await expect(page.getByText('no group named patient')).toBeVisible();
  await field.fill('(?<patient>([a-z0-9-]+)+)!');
  await field.fill('film-\\d-(?<patient>\\d)-');
  await expect(page.getByTestId('patients-reading')).toContainText('18 of 18 films told; 2 patients in all.');
  await page.getByRole('button', { name: 'Use it' }).click();
  // Each of the two stands in train and in test.
  await expect(page.getByTestId('shared-patients')).toHaveAttribute('data-value', '2');
  await page.getByRole('radio', { name: 'Film names' }).click();
  await page.getByRole('button', { name: 'Use the film names' }).click();
  await expect(page.getByText('These names tell no patient')).toBeVisible();
});
