import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { chestXray, film, stage, type Tree } from './support/films.ts';
import { chooseFolder, chooseTree, decoded, goTo } from './support/page.ts';

/** Two copies in train, one of a test film, one film across classes; a small validation split. */
function flawed(): Tree {
  const tree = chestXray({
    train: { NORMAL: 20, PNEUMONIA: 50 },
    val: { NORMAL: 8, PNEUMONIA: 8 },
    test: { NORMAL: 10, PNEUMONIA: 10 },
  });
  tree['chest_xray/train/NORMAL/again.png'] = film(0, 3);
  tree['chest_xray/train/PNEUMONIA/seen.png'] = film(1, 2004);
  tree['chest_xray/train/PNEUMONIA/cut.png'] = film(1, 900).subarray(0, 300);
  return tree;
}

function finding(page: Page, code: string): Locator {
  return page.locator(`[data-testid="finding"][data-code="${code}"]`);
}

async function complete(page: Page): Promise<void> {
  await expect(page.getByTestId('findings-count')).toHaveAttribute('data-complete', 'true', { timeout: 30_000 });
}

async function show(page: Page, part: string): Promise<void> {
  await page.getByRole('radio', { name: part, exact: true }).click();
}

test('findings: said with their figures, acted on, undone', async ({ page }) => {
  await page.goto('/');
  await chooseTree(page, flawed());
  await decoded(page);
  await complete(page);
  const small = finding(page, 'tiny-validation');
  await expect(small).toContainText('Validation has 16 films: one film is 6.25 points.');
  const copies = finding(page, 'exact-duplicates');
  await expect(copies).toContainText('4 films are copies of one another, byte for byte, in 2 groups.');
  await expect(copies).toContainText('1 group reaches across splits');
  await expect(finding(page, 'unreadable-films')).toContainText('1 film cannot be read');
  await copies.getByText('Evidence').click();
  await expect(copies.getByTestId('copy-group')).toHaveCount(2);

  await small.getByRole('button', { name: 'Take 12 %' }).click();
  await expect(small).toHaveAttribute('data-value', 'done');
  await copies.getByRole('button', { name: 'Leave out 2 copies' }).click();
  await expect(copies).toContainText('2 films are left out.');
  await finding(page, 'class-imbalance').getByRole('button', { name: 'Weigh the classes' }).click();
  await goTo(page, 'Train');
  await expect(page.getByLabel('Validation', { exact: true })).toHaveValue('patients');
  await goTo(page, 'Data');
  for (const code of ['tiny-validation', 'exact-duplicates', 'class-imbalance']) {
    await finding(page, code).getByRole('button', { name: 'Undo' }).click();
    await expect(finding(page, code)).toHaveAttribute('data-value', 'open');
  }
  await goTo(page, 'Train');
  await expect(page.getByLabel('Validation', { exact: true })).toHaveValue('folder');
});

test('the gallery shows the films of a finding, filters, and goes by keyboard', async ({ page }) => {
  await page.goto('/');
  await chooseTree(page, flawed());
  await decoded(page);
  await complete(page);
  await finding(page, 'exact-duplicates').getByRole('button', { name: 'Show 4 films' }).click();
  const count = page.getByTestId('gallery-count');
  await expect(count).toHaveAttribute('data-value', '4');
  await page.getByRole('button', { name: 'Show all films' }).click();
  await expect(count).toHaveAttribute('data-value', '109');
  await page.getByLabel('Split', { exact: true }).selectOption('train');
  await page.getByLabel('Class', { exact: true }).selectOption({ label: 'NORMAL' });
  await expect(count).toHaveAttribute('data-value', '21');
  await page.getByLabel('Name contains').fill('AGAIN');
  await expect(count).toHaveAttribute('data-value', '1');
  await page.getByRole('button', { name: 'Show all films' }).click();
  await expect(count).toHaveAttribute('data-value', '109');

  const place = (at: number) => page.locator(`[data-place="${at}"]`);
  await place(0).focus();
  await page.keyboard.press('ArrowRight');
  await expect(place(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(place(108)).toBeFocused();
  await page.keyboard.press('PageUp');
  await expect(place(108)).not.toBeFocused();
  await page.keyboard.press('Home');
  await expect(place(0)).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 of 109');
  await page.keyboard.press('ArrowRight');
  await expect(dialog).toContainText('2 of 109');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('measures and patients are drawn', async ({ page }) => {
  await page.goto('/');
  await chooseTree(page, flawed());
  await decoded(page);
  await show(page, 'Measures');
  await expect(page.getByRole('img', { name: 'Share of films by mean grey value, by class' })).toBeVisible();
  await expect(page.getByRole('img', { name: /NORMAL: mean of 21 training films/ })).toBeVisible();
  await show(page, 'Patients');
  await expect(page.getByRole('img', { name: 'Number of patients by how many films they have' })).toBeVisible();
});

/** What the preview shows, as data addresses of its pictures. */
function drawn(page: Page): Promise<string[]> {
  return page
    .getByTestId('augmentation-preview')
    .locator('canvas')
    .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));
}

test('the augmentation preview follows the settings, and is the same for the same seed', async ({ page }) => {
  await page.goto('/');
  await chooseTree(page, chestXray({ train: { A: 6, B: 6 }, test: { A: 2, B: 2 } }));
  await decoded(page);
  await goTo(page, 'Train');
  await page.locator('summary', { hasText: 'Augmentation' }).click();
  await expect(page.getByTestId('augmentation-preview').locator('canvas')).toHaveCount(8);
  const seed = page.getByLabel('Seed', { exact: true });
  const first = await drawn(page);
  const own = await seed.inputValue();
  await seed.fill('77');
  await expect.poll(() => drawn(page)).not.toEqual(first);
  expect((await drawn(page))[0], 'the film as it is').toBe(first[0]);
  await seed.fill(own);
  await expect.poll(() => drawn(page)).toEqual(first);
});

test('a kept set is opened after a reload without its files, shown as decoded, and deleted', async ({ page }) => {
  const folder = stage(chestXray({ train: { A: 40, B: 40 }, test: { A: 4, B: 4 } }));
  await page.goto('/');
  await chooseFolder(page, join(folder, 'chest_xray'));
  await decoded(page);
  await expect(page.getByTestId('kept-bytes')).toBeVisible();
  rmSync(folder, { recursive: true });
  await page.reload();
  await page.getByRole('button', { name: 'Open chest_xray again' }).click();
  await decoded(page);
  await expect(page.getByText('read back in')).toBeVisible();
  await complete(page);
  await show(page, 'Films');
  await page.locator('[data-place="0"]').click();
  await expect(page.getByRole('dialog')).toContainText('shown as it was decoded, 64 × 64 px');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Delete the kept films of chest_xray' }).click();
  await expect(page.getByTestId('kept-bytes')).toBeHidden();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Data' })).toBeVisible();
  await expect(page.getByTestId('kept-set')).toHaveCount(0);
});

/** Sizes of the files in the browser's own folder for decoded films, and records of whole sets. */
function keptOnDevice(page: Page): Promise<{ files: number[]; records: number }> {
  return page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('films', { create: true });
    const files: number[] = [];
    for await (const handle of folder.values()) files.push((await (handle as FileSystemFileHandle).getFile()).size);
    const database = await new Promise<IDBDatabase>((done, fail) => {
      const opening = indexedDB.open('thoraxlab');
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => fail(new Error('no database'));
    });
    const counting = database.transaction('films').objectStore('films').count();
    await new Promise((done) => {
      counting.onsuccess = done;
    });
    database.close();
    return { files, records: counting.result };
  });
}

test('a page that crashes in the middle of decoding keeps nothing, and the next one keeps all', async ({ context }) => {
  const films = { train: { A: 700, B: 700 }, test: { A: 2, B: 2 } };
  const folder = stage(chestXray(films));
  const page = await context.newPage();
  await page.goto('/');
  await chooseFolder(page, join(folder, 'chest_xray'));
  const done = async () => Number(await page.locator('progress').first().getAttribute('value'));
  await expect.poll(done, { intervals: [50] }).toBeGreaterThan(1000);
  // Of 5.8 MB some are written, beside the file that they are to become.
  const half = await keptOnDevice(page);
  expect(Math.max(...half.files)).toBeGreaterThan(4e6);
  expect(half.records).toBe(0);
  const crashed = page.waitForEvent('crash');
  const client = await context.newCDPSession(page);
  void client.send('Page.crash').catch(() => {});
  await crashed;

  const next = await context.newPage();
  await next.goto('/');
  await expect(next.getByRole('button', { name: 'Try with synthetic films' })).toBeVisible();
  await expect(next.getByTestId('kept-set')).toHaveCount(0);
  expect((await keptOnDevice(next)).records).toBe(0);
  await chooseFolder(next, join(folder, 'chest_xray'));
  await decoded(next);
  await expect(next.getByTestId('decoded-films')).toHaveAttribute('data-value', '1404');
  await expect(next.getByTestId('kept-bytes')).toBeVisible();
  // What the crash left behind is swept.
  expect(await keptOnDevice(next)).toEqual({ files: [1404 * 64 * 64], records: 1 });
});
