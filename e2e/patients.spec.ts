import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { film, stage, type Tree } from './support/films.ts';
import { chooseTree, decoded, figure, goTo, runPhase, trainQuick } from './support/page.ts';

const FILMS = 40;

/** Classes without splits, whose film names tell no patient; and a table that gives each patient two films. */
function unsplit(): { tree: Tree; table: string } {
  const tree: Tree = {};
  const rows = ['file,patient'];
  for (const [label, name] of ['NORMAL', 'PNEUMONIA'].entries()) {
    for (let i = 0; i < FILMS; i++) {
      tree[`set/${name}/${name[0]} ${i}.png`] = film(label, i);
      rows.push(`${name[0]} ${i}.png,${name[0]}${i >> 1}`);
    }
  }
  return { tree, table: rows.join('\n') };
}

async function showPatients(page: Page): Promise<void> {
  await goTo(page, 'Data');
  await page.getByRole('radio', { name: 'Patients', exact: true }).click();
}

/** The loss on the test set, full precision: another division gives another one. */
async function testLoss(page: Page): Promise<number> {
  await goTo(page, 'Evaluate');
  await page.getByRole('button', { name: /^Open the test set/ }).click();
  await expect(page.getByTestId('loss')).toBeVisible();
  return figure(page, 'loss');
}

test('a table of patients outlives a reload; an older run keeps its own division, and so does one that is brought back', async ({
  page,
}) => {
  const { tree, table } = unsplit();
  await page.goto('/');
  await chooseTree(page, tree, 'set');
  await decoded(page);
  await trainQuick(page, 1, 'wasm');
  const before = await testLoss(page);

  await showPatients(page);
  await expect(page.getByText('These names tell no patient')).toBeVisible();
  await page.getByRole('radio', { name: 'Table' }).click();
  const file = join(stage({}), 'patients.csv');
  writeFileSync(file, table);
  await page.getByLabel('Table of file and patient').setInputFiles(file);
  await expect(page.getByTestId('patients-reading')).toContainText('80 of 80 films told; 40 patients in all.');
  await page.getByRole('button', { name: 'Use it' }).click();
  const told = page.getByText('Told by your table patients.csv');
  await expect(told).toBeVisible();
  expect(await testLoss(page)).toBe(before);

  await page.reload();
  await goTo(page, 'Data');
  await page.getByRole('button', { name: 'Open set again' }).first().click();
  await decoded(page);
  await showPatients(page);
  await expect(told).toBeVisible();
  await expect(page.getByTestId('shared-patients')).toHaveAttribute('data-value', '0');

  await goTo(page, 'Train');
  await page.getByRole('button', { name: 'Bring back' }).click();
  await runPhase(page, 'finished');
  expect(await testLoss(page)).toBe(before);
  await showPatients(page);
  await expect(page.getByText('These names tell no patient')).toBeVisible();
});
