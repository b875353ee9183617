import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import * as tf from '@tensorflow/tfjs';
import { chestXray, film, filmPixels, stage } from './support/films.ts';
import { chooseTree, decoded, figure, goTo, openTestSet, trainQuick } from './support/page.ts';
import { greyPng } from './support/png.ts';

const SPLITS = { train: { NORMAL: 48, PNEUMONIA: 48 }, test: { NORMAL: 12, PNEUMONIA: 12 } };

async function trained(page: Page): Promise<void> {
  await page.goto('/');
  await chooseTree(page, chestXray(SPLITS));
  await decoded(page);
  await trainQuick(page, 8);
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
  await openTestSet(page);
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

/** Saves what the Models place gives to download; paths by name. */
async function download(page: Page, folder: string): Promise<Record<string, string>> {
  const paths: Record<string, string> = {};
  page.on('download', async (file) => {
    const path = join(folder, file.suggestedFilename());
    await file.saveAs(path);
    paths[file.suggestedFilename()] = path;
  });
  await goTo(page, 'Models');
  await page.getByRole('button', { name: 'Download' }).click();
  await expect.poll(() => Object.keys(paths).sort()).toEqual(['model.json', 'weights.bin']);
  return paths;
}

test('downloaded files give the same answer in plain TensorFlow.js, and in the page again', async ({ page }) => {
  await trained(page);
  const folder = stage({});
  const files = await download(page, folder);
  const json = JSON.parse(readFileSync(files['model.json'] as string, 'utf8'));
  const { classNames, preprocessing } = json.userDefinedMetadata.thoraxlab;
  expect(classNames).toEqual(['NORMAL', 'PNEUMONIA']);
  const bytes = readFileSync(files['weights.bin'] as string);
  const model = await tf.loadLayersModel({
    load: async () => ({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest[0].weights,
      weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    }),
  });
  expect(model.countParams()).toBe(await figure(page, 'parameters'));

  // Films of the network's own size, so that no resize has a say; the one in most doubt shows a difference best.
  const { imageSize, scale, offset } = preprocessing;
  const outside = (pixels: Uint8Array): number => {
    const input = tf.tensor4d(
      [...pixels].map((byte) => byte * scale + offset),
      [1, imageSize, imageSize, 1],
    );
    return tf.softmax(model.predict(input) as tf.Tensor2D).dataSync()[1] as number;
  };
  const asked = Array.from({ length: 41 }, (_, i) => filmPixels(i / 40, 778, imageSize))
    .map((pixels) => ({ pixels, probability: outside(pixels) }))
    .reduce((a, b) => (Math.abs(a.probability - 0.5) < Math.abs(b.probability - 0.5) ? a : b));
  expect(asked.probability).toBeGreaterThan(0.1);
  expect(asked.probability).toBeLessThan(0.9);
  const question = join(folder, 'question.png');
  writeFileSync(question, greyPng(imageSize, imageSize, asked.pixels));
  const inside = await ask(page, question);
  expect(Math.abs(inside - asked.probability)).toBeLessThan(1e-5);

  await page.reload();
  await goTo(page, 'Models');
  await page.getByLabel('Model files').setInputFiles(Object.values(files));
  await expect(page.getByTestId('model-in-hand')).toBeVisible();
  expect(Math.abs((await ask(page, question)) - inside)).toBeLessThan(1e-6);
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
