import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { stage, type Tree } from './films.ts';

/** A place of the page by its name in the navigation. */
export type Place = 'Data' | 'Train' | 'Evaluate' | 'Predict' | 'Models';

/** Goes to a place as a person does. */
export async function goTo(page: Page, place: Place): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: place }).click();
  await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible();
}

/** Gives the page a folder through its directory input. */
export async function chooseFolder(page: Page, folder: string): Promise<void> {
  await page.getByLabel('Folder of films').setInputFiles(folder);
}

/** Makes a folder of `tree` and gives it to the page. */
export async function chooseTree(page: Page, tree: Tree, root = 'chest_xray'): Promise<void> {
  await chooseFolder(page, join(stage(tree), root));
}

/** Gives the page a zip. */
export async function chooseZip(page: Page, name: string, bytes: Buffer): Promise<void> {
  const folder = stage({});
  writeFileSync(join(folder, name), bytes);
  await page.getByLabel('Zip of films').setInputFiles(join(folder, name));
}

/** Drops real paths on the page: unlike a made DragEvent, the page sees true folder entries. */
export async function dropPaths(page: Page, files: string[]): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    client.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data });
  await page.evaluate(() => {
    window.addEventListener('drop', () => Object.assign(window, { dropped: true }), { capture: true, once: true });
  });
  const isDropped = () => page.evaluate(() => 'dropped' in window);
  // A page that has only just come does not listen yet, and a drop on something that came under it since the last move is none.
  await expect(async () => {
    await send('dragEnter');
    await send('dragOver');
    await expect(page.getByText('Drop films anywhere')).toBeVisible({ timeout: 1000 });
    await send('dragOver');
    await send('drop');
    await expect.poll(isDropped, { timeout: 1000 }).toBe(true);
  }).toPass({ timeout: 20_000 });
}

/** Waits until every film is decoded. */
export async function decoded(page: Page, timeout = 30_000): Promise<void> {
  await expect(page.getByTestId('dataset-phase')).toHaveAttribute('data-value', 'ready', { timeout });
}

/** Waits for a phase of the run. */
export async function runPhase(page: Page, phase: string | RegExp, timeout = 60_000): Promise<void> {
  await expect(page.getByTestId('run-phase')).toHaveAttribute('data-value', phase, { timeout });
}

/** A machine-readable figure of the page, full precision. */
export async function figure(page: Page, name: string): Promise<number> {
  const value = await page.getByTestId(name).first().getAttribute('data-value');
  return Number(value ?? Number.NaN);
}

/** Fills in a run of the smallest preset; the backend stays as it is unless named. */
export async function setUpQuick(page: Page, epochs: number, backend?: string): Promise<void> {
  await goTo(page, 'Train');
  await page.getByLabel('Preset').selectOption('quick');
  if (backend) await page.getByLabel('Backend').selectOption(backend);
  await page.getByLabel('Epochs', { exact: true }).fill(String(epochs));
}

/** Trains the smallest preset to its end. */
export async function trainQuick(page: Page, epochs: number, backend?: string): Promise<void> {
  await setUpQuick(page, epochs, backend);
  await page.getByRole('button', { name: /^Train( again)?$/ }).click();
  await runPhase(page, 'finished', 120_000);
}

/** Opens the sealed test set and waits for its figures. */
export async function openTestSet(page: Page): Promise<void> {
  await goTo(page, 'Evaluate');
  await page.getByRole('button', { name: 'Open the test set', exact: true }).click();
  await expect(page.getByTestId('accuracy')).toBeVisible();
}
