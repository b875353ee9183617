import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { EpochRecord } from '../src/core/training/events.ts';
import { chestXray, stage } from './support/films.ts';
import { type Heap, watchWorkerHeap } from './support/heap.ts';
import { chooseTree, decoded, goTo, runPhase } from './support/page.ts';

const EPOCHS = 10;
const MEGABYTE = 2 ** 20;
const FILMS = { train: { A: 32, B: 32 }, val: { A: 6, B: 6 }, test: { A: 2, B: 2 } };

/** Presets, with a batch size that makes their epochs long enough to be looked at one by one. */
const RUNS = [
  { preset: 'quick', batchSize: '2' },
  { preset: 'paper', batchSize: '32' },
];

async function start(page: Page, { preset, batchSize }: (typeof RUNS)[number]): Promise<void> {
  await page.goto('/');
  await chooseTree(page, chestXray(FILMS));
  await decoded(page);
  await goTo(page, 'Train');
  await page.getByLabel('Preset').selectOption(preset);
  await page.getByLabel('Backend').selectOption('wasm');
  await page.getByLabel('Batch size', { exact: true }).fill(batchSize);
  await page.getByLabel('Epochs', { exact: true }).fill(String(EPOCHS));
  await page.getByRole('button', { name: 'Train', exact: true }).click();
}

/** The run's epoch records, as the downloaded model carries them. */
async function downloadedHistory(page: Page): Promise<EpochRecord[]> {
  const file = join(stage({}), 'model.json');
  const saved = new Promise<void>((done, fail) => {
    page.on('download', (download) => {
      if (download.suggestedFilename() === 'model.json') download.saveAs(file).then(done, fail);
    });
  });
  await goTo(page, 'Models');
  await page.getByRole('button', { name: 'Download' }).click();
  await saved;
  return JSON.parse(readFileSync(file, 'utf8')).userDefinedMetadata.thoraxlab.run.history;
}

/** The mean of the last three epochs is the third one's, within 5 % or 2 MB. */
function expectFlat(sizes: readonly number[]): void {
  const third = sizes[2] as number;
  const end = sizes.slice(-3).reduce((sum, size) => sum + size / 3, 0);
  expect(Math.abs(end - third)).toBeLessThanOrEqual(Math.max(2 * MEGABYTE, 0.05 * third));
}

/** Batches and checkpoints come and go, so the least of three epochs counts; a batch kept per step would be 5 MB and more. */
function expectNoGrowth(sizes: readonly number[]): void {
  expect(Math.min(...sizes.slice(-3)) - Math.min(...sizes.slice(0, 3))).toBeLessThanOrEqual(4 * MEGABYTE);
}

for (const run of RUNS) {
  test(`ten epochs of the ${run.preset} network leave no tensor, object or buffer behind`, async ({ page }) => {
    const heapOfTraining = await watchWorkerHeap(page, 'train');
    await start(page, run);
    const heaps: Heap[] = [];
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      await page.locator(`tr[data-epoch="${epoch}"]`).waitFor();
      heaps.push(await heapOfTraining());
    }
    await runPhase(page, 'finished');
    const history = await downloadedHistory(page);
    const memory = history.map(({ tensors, bytes }) => `${tensors} tensors of ${bytes} bytes`);
    const part = (name: keyof Heap) => heaps.map((heap) => heap[name]);
    console.info(`${run.preset}: ${memory[0]}`);
    for (const name of ['objects', 'buffers'] as const) {
      console.info(
        `  ${name}, MB: ${part(name)
          .map((size) => (size / MEGABYTE).toFixed(2))
          .join(', ')}`,
      );
    }
    expect(memory).toEqual(new Array(EPOCHS).fill(memory[0]));
    expectFlat(part('objects'));
    expectNoGrowth(part('buffers'));
  });
}
