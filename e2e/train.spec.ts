import { expect, type Page, test } from '@playwright/test';
import { chestXray } from './support/films.ts';
import { chooseTree, decoded, figure, goTo, openTestSet, runPhase, setUpQuick, trainQuick } from './support/page.ts';

const SPLITS = {
  train: { NORMAL: 48, PNEUMONIA: 48 },
  val: { NORMAL: 8, PNEUMONIA: 8 },
  test: { NORMAL: 10, PNEUMONIA: 10 },
};

/** Opens the films and the quick preset on a backend. */
async function prepare(page: Page, backend: string, epochs: number): Promise<void> {
  await page.goto('/');
  await chooseTree(page, chestXray(SPLITS));
  await decoded(page);
  await setUpQuick(page, epochs, backend);
}

/** The four figures of an epoch row, full precision. */
async function epochRow(page: Page, epoch: number): Promise<number[]> {
  const cells = page.locator(`tr[data-epoch="${epoch}"] [data-value]`);
  const values = await cells.evaluateAll((all) => all.slice(0, 4).map((cell) => cell.getAttribute('data-value')));
  return values.map(Number);
}

test('a small network learns on WebGL, with live series and the backend shown', async ({ page }) => {
  await prepare(page, 'webgl', 8);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await runPhase(page, 'finished', 150_000);
  await expect(page.getByTestId('backend')).toHaveAttribute('data-value', 'webgl');
  await expect(page.getByTestId('renderer')).toHaveAttribute('data-value', /SwiftShader|GPU|ANGLE/i);
  const [first, last] = [await epochRow(page, 0), await epochRow(page, 7)];
  expect(last[0]).toBeLessThan((first[0] as number) * 0.6);
  expect(last[1]).toBeGreaterThan(0.9);
  expect(last[3]).toBeGreaterThanOrEqual(0.9);
  const chart = page.getByTestId('accuracy-chart');
  await expect(chart.locator('.recharts-line')).toHaveCount(2);
  expect(await figure(page, 'val_accuracy')).toBe(last[3]);
});

test('a graphics card that is lost costs at most the epoch under way', async ({ page, browser }) => {
  await prepare(page, 'webgl', 100);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.locator('tr[data-epoch="0"]')).toBeVisible({ timeout: 90_000 });
  const client = await browser.newBrowserCDPSession();
  const { processInfo } = await client.send('SystemInfo.getProcessInfo');
  for (const { type, id } of processInfo) if (type === 'GPU') process.kill(id, 'SIGKILL');
  await runPhase(page, 'failed', 30_000);
  await expect(page.getByRole('alert').first()).toContainText(/graphics/i);
  const done = await page.locator('tr[data-epoch]').count();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.locator(`tr[data-epoch="${done}"]`)).toBeVisible({ timeout: 90_000 });
});

test('stop, reload, go on: the resumed run ends where an uninterrupted one does', async ({ page }) => {
  await prepare(page, 'wasm', 40);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await runPhase(page, 'finished');
  const whole = await epochRow(page, 39);

  await prepare(page, 'wasm', 40);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.locator('tr[data-epoch="1"]')).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await goTo(page, 'Train');
  await expect(page.getByText(/Unfinished run: epoch \d+ of 40/)).toBeVisible();
  // No new drop: the films were kept.
  await page.getByRole('button', { name: 'Go on' }).click();
  await runPhase(page, 'finished');
  expect(await epochRow(page, 39)).toEqual(whole);
});

test('a finished run that was never saved is brought back after a reload', async ({ page }) => {
  await prepare(page, 'wasm', 3);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await runPhase(page, 'finished');
  const last = await epochRow(page, 2);
  await page.reload();
  await goTo(page, 'Data');
  await chooseTree(page, chestXray(SPLITS));
  await decoded(page);
  await goTo(page, 'Train');
  await page.getByRole('button', { name: 'Bring back' }).click();
  await runPhase(page, 'finished');
  expect(await epochRow(page, 2)).toEqual(last);
  await openTestSet(page);
});

test('pause holds the run, resume goes on, stop ends it within a step', async ({ page }) => {
  await prepare(page, 'wasm', 500);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.locator('tr[data-epoch="0"]')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await runPhase(page, 'paused', 3_000);
  const rows = await page.locator('tr[data-epoch]').count();
  await page.waitForTimeout(700);
  expect(await page.locator('tr[data-epoch]').count()).toBe(rows);
  await page.getByRole('button', { name: 'Resume' }).click();
  await runPhase(page, 'running', 3_000);
  await page.getByRole('button', { name: 'Stop' }).click();
  await runPhase(page, 'stopped', 3_000);
});

test('a second folder is refused while a run needs the first', async ({ page }) => {
  await prepare(page, 'wasm', 500);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await runPhase(page, 'running', 30_000);
  await goTo(page, 'Data');
  await chooseTree(page, chestXray({ train: { A: 2, B: 2 }, test: { A: 1, B: 1 } }));
  await expect(page.getByText(/stop the (run|training) first/i)).toBeVisible();
  await goTo(page, 'Train');
  await runPhase(page, 'running', 1_000);
  await page.getByRole('button', { name: 'Stop' }).click();
  await runPhase(page, 'stopped', 3_000);
});

test('bad settings are named at their field and nothing starts', async ({ page }) => {
  await prepare(page, 'wasm', 2);
  for (const [label, value] of [
    ['Image size', '0'],
    ['Batch size', '-4'],
    ['Epochs', '1000000'],
  ] as const) {
    const field = page.getByLabel(label, { exact: true });
    const before = await field.inputValue();
    await field.fill(value);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeDisabled();
    await field.fill(before);
  }
  await runPhase(page, 'idle', 1_000);
});

test('a backend chosen while another one still starts is the one that trains', async ({ page }) => {
  await page.goto('/#/train');
  await page.getByLabel('Backend').selectOption('cpu');
  await goTo(page, 'Data');
  await chooseTree(page, chestXray({ train: { NORMAL: 4, PNEUMONIA: 4 }, test: { NORMAL: 1, PNEUMONIA: 1 } }));
  await trainQuick(page, 1, 'wasm');
  await expect(page.getByTestId('backend')).toHaveAttribute('data-value', 'wasm');
});

test('Train clicked twice starts one run', async ({ page }) => {
  await prepare(page, 'wasm', 2);
  await page.getByRole('button', { name: 'Train', exact: true }).dblclick();
  await runPhase(page, 'finished', 30_000);
  await expect(page.locator('tr[data-epoch]')).toHaveCount(2);
});
