import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import * as tf from '@tensorflow/tfjs';
import { chestXray, film, stage } from './support/films.ts';
import { chooseTree, decoded, figure, goTo, runPhase } from './support/page.ts';

const SPLITS = { train: { NORMAL: 48, PNEUMONIA: 48 }, test: { NORMAL: 12, PNEUMONIA: 12 } };

async function trained(page: Page): Promise<void> {
  await page.goto('/');
  await chooseTree(page, chestXray(SPLITS));
  await decoded(page);
  await goTo(page, 'Train');
  await page.getByLabel('Preset').selectOption('quick');
  await page.getByLabel('Epochs', { exact: true }).fill('8');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await runPhase(page, 'finished');
}

/** Asks about one film and gives the probability of the second class. */
async function ask(page: Page, path: string): Promise<number> {
  await goTo(page, 'Predict');
  await page.getByLabel('Film to judge').setInputFiles(path);
  await expect(page.getByTestId('verdict')).toBeVisible();
  return figure(page, 'probability-PNEUMONIA');
}

test('train, evaluate, predict, save, reload, load: the same answer', async ({ page }) => {
  await trained(page);
  await goTo(page, 'Evaluate');
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
  await expect(page.getByTestId('accuracy')).toBeVisible();
  expect(await figure(page, 'accuracy')).toBeGreaterThan(0.9);
  expect(await figure(page, 'auc')).toBeGreaterThan(0.9);
  const cells = await page.getByRole('table', { name: 'Confusion matrix' }).locator('tbody td').allInnerTexts();
  expect(cells.map((cell) => Number.parseInt(cell, 10)).reduce((a, b) => a + b, 0)).toBe(24);

  const folder = stage({ 'question.png': film(1, 777) });
  const before = await ask(page, join(folder, 'question.png'));
  await goTo(page, 'Models');
  await page.getByLabel('Name', { exact: true }).fill('Tuesday');
  await page.getByRole('button', { name: 'Save in this browser' }).click();
  await expect(page.getByRole('row', { name: /Tuesday/ })).toBeVisible();

  await page.reload();
  await goTo(page, 'Models');
  await page
    .getByRole('row', { name: /Tuesday/ })
    .getByRole('button', { name: 'Load' })
    .click();
  await expect(page.getByTestId('model-in-hand')).toContainText('Tuesday');
  expect(await ask(page, join(folder, 'question.png'))).toBe(before);
});

test('downloaded files open in plain TensorFlow.js, and in the page again', async ({ page }) => {
  await trained(page);
  const folder = stage({ 'question.png': film(0, 778) });
  const before = await ask(page, join(folder, 'question.png'));
  await goTo(page, 'Models');
  const downloads: Record<string, string> = {};
  page.on('download', async (download) => {
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    downloads[download.suggestedFilename()] = path;
  });
  await page.getByRole('button', { name: 'Download' }).click();
  await expect.poll(() => Object.keys(downloads).sort()).toEqual(['model.json', 'weights.bin']);

  const json = JSON.parse(readFileSync(downloads['model.json'] as string, 'utf8'));
  expect(json.userDefinedMetadata.thoraxlab.classNames).toEqual(['NORMAL', 'PNEUMONIA']);
  const bytes = readFileSync(downloads['weights.bin'] as string);
  const model = await tf.loadLayersModel({
    load: async () => ({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest[0].weights,
      weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    }),
  });
  expect(model.countParams()).toBe(await figure(page, 'parameters'));

  await page.reload();
  await goTo(page, 'Models');
  await page.getByLabel('Model files').setInputFiles(Object.values(downloads));
  await expect(page.getByTestId('model-in-hand')).toBeVisible();
  expect(Math.abs((await ask(page, join(folder, 'question.png'))) - before)).toBeLessThan(1e-6);
});

test('files that are no model of ours change nothing', async ({ page }) => {
  await trained(page);
  const folder = stage({
    'model.json': JSON.stringify({ modelTopology: {}, weightsManifest: [] }),
    'other.json': 'not even json',
    'question.png': film(1, 779),
  });
  const before = await ask(page, join(folder, 'question.png'));
  await goTo(page, 'Models');
  for (const name of ['model.json', 'other.json']) {
    await page.getByLabel('Model files').setInputFiles(join(folder, name));
    await expect(page.getByRole('alert').last()).toContainText(/not a model|cannot be used|weights/i);
  }
  expect(await ask(page, join(folder, 'question.png'))).toBe(before);
});

test('a picture that cannot be read is refused by name, and the next one is answered', async ({ page }) => {
  await trained(page);
  const folder = stage({ 'broken.png': film(0, 1).subarray(0, 300), 'fine.png': film(0, 1) });
  await goTo(page, 'Predict');
  await page.getByLabel('Film to judge').setInputFiles(join(folder, 'broken.png'));
  await expect(page.getByRole('alert')).toContainText('broken.png');
  expect(await ask(page, join(folder, 'fine.png'))).toBeLessThan(0.5);
});
