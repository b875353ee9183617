import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { chestXray } from './support/films.ts';
import { newFolder } from './support/folders.ts';
import { chooseTree, decoded, figure, goTo, trainQuick } from './support/page.ts';

const SPLITS = { train: { NORMAL: 48, PNEUMONIA: 48 }, test: { NORMAL: 24, PNEUMONIA: 24 } };

async function openTest(page: Page): Promise<void> {
  await goTo(page, 'Evaluate');
  await page.getByLabel('Judged on', { exact: true }).selectOption('test');
  await page.getByRole('button', { name: /^Open the test set/ }).click();
  await expect(page.getByTestId('report-ready')).toHaveAttribute('data-value', 'true', { timeout: 60_000 });
}

/** What the page saves when a button is pressed, as text. */
async function saved(page: Page, button: string, name: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download', (file) => file.suggestedFilename() === name),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  const path = join(newFolder(), name);
  await download.saveAs(path);
  return readFileSync(path, 'utf8');
}

test('report, figures and films leave the page as they stand on it; two networks are compared', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {
      const look = getComputedStyle(document.body).fontSize;
      Object.assign(window.top ?? {}, { printed: `${document.querySelector('h1')?.textContent}, ${look}` });
    };
  });
  await page.goto('/');
  await chooseTree(page, chestXray(SPLITS));
  await decoded(page);
  await trainQuick(page, 2);
  await openTest(page);
  const accuracy = await figure(page, 'accuracy');

  const json = JSON.parse(await saved(page, 'Save all figures as JSON', 'evaluation.json'));
  expect(json.results[0].split).toBe('test');
  expect(json.results[0].judgement.overall.accuracy.value).toBe(accuracy);
  expect(json.looks).toHaveLength(1);

  const rows = (await saved(page, 'Save per-film outputs as CSV', 'films-test.csv')).trim().split('\r\n');
  expect(rows[0]).toBe('file,patient,split,truth,p_NORMAL,p_PNEUMONIA,prediction');
  expect(rows).toHaveLength(49);
  const cells = rows.slice(1).map((row) => row.split(','));
  expect(cells.every(([file]) => /^film-\d{4}$/.test(file ?? ''))).toBe(true);
  expect(cells.filter((cell) => cell[3] === cell[6]).length / 48).toBeCloseTo(accuracy, 12);
  for (const cell of cells) expect(Number(cell[4]) + Number(cell[5])).toBeCloseTo(1, 6);
  await page.getByLabel('Film pictures and file names too').check();
  expect(await saved(page, 'Save per-film outputs as CSV', 'films-test.csv')).toContain('film-1-1-0.png');

  const withFilms = await saved(page, 'Save report', 'report.html');
  await page.getByLabel('Film pictures and file names too').uncheck();
  const report = await saved(page, 'Save report', 'report.html');
  expect(report).not.toMatch(/film-\d-\d-\d|data:image/);
  const wrong = cells.filter((cell) => cell[3] !== cell[6]).length;
  expect((withFilms.match(/src="data:image\/jpeg/g) ?? []).length).toBe(Math.min(wrong, 24));
  const reader = await page.context().newPage();
  await reader.setContent(report);
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Evaluation report');
  await expect(reader.getByRole('heading', { level: 2 })).toContainText([
    'Looks at the test set',
    'Data',
    'Figures: Test',
  ]);
  await reader.close();

  await page.getByRole('button', { name: 'Print', exact: true }).click();
  const printed = await page.waitForFunction(() => (window as unknown as { printed?: string }).printed);
  expect(await printed.jsonValue()).toBe('Evaluation report, 14px');

  await trainQuick(page, 6);
  await openTest(page);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByTestId('comparison')).toBeVisible({ timeout: 60_000 });
  const row = page.locator('[data-testid="comparison"] tr[data-figure="accuracy"]');
  await expect(row).toHaveAttribute('data-verdict', /^(better|worse|not-shown-to-differ)$/);
  await expect(row.locator('td').nth(2)).toHaveText(`${(100 * (await figure(page, 'accuracy'))).toFixed(1)} %`);
  await expect(page.getByText('Both ignore siblings')).toBeAttached();
  await page.getByRole('heading', { name: 'Compare two networks' }).scrollIntoViewIfNeeded();
});
