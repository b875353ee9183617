/** Judges films with exported files in plain TensorFlow.js: an empty page, the library's own bundle, and nothing of the app. */
import { join } from 'node:path';
import { chromium } from 'playwright';
import { launchOptions } from '../chromium.mjs';
import { ROOT } from '../run.mjs';

const TFJS = join(ROOT, 'node_modules', '@tensorflow', 'tfjs', 'dist', 'tf.min.js');
const PAGE =
  '<!doctype html><title>Plain TensorFlow.js</title><input type="file" multiple><input type="file" multiple>';

/**
 * Logits `[films][outputs]` of the model in `folder` (model.json, weights.bin) on the films at `paths`.
 * `preprocessing` is what the model's own metadata says.
 */
export async function judgeOutside(folder, paths, preprocessing) {
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    await page.setContent(PAGE);
    await page.addScriptTag({ path: TFJS });
    const [model, films] = await page.locator('input').all();
    await model.setInputFiles(['model.json', 'weights.bin'].map((name) => join(folder, name)));
    await films.setInputFiles(paths);
    return await page.evaluate(judgeInPage, preprocessing);
  } finally {
    await browser.close();
  }
}

/** Runs in the page, so it can use nothing of this file. Nearest neighbour as Pillow picks it, by positions summed up. */
async function judgeInPage({ imageSize, channels, scale, offset }) {
  const { tf } = globalThis;
  const [modelFiles, filmFiles] = [...document.querySelectorAll('input')].map((input) => [...input.files]);
  await tf.setBackend('cpu');
  const model = await tf.loadLayersModel(tf.io.browserFiles(modelFiles));
  const logits = [];
  for (const file of filmFiles) {
    const input = toInput(await readPixels(file));
    const output = model.predict(input);
    logits.push([...(await output.data())]);
    tf.dispose([input, output]);
  }
  return logits;

  async function readPixels(file) {
    const bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none' });
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true });
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  }

  function toInput({ width, height, data }) {
    const values = [];
    const columns = picks(width);
    for (const row of picks(height)) {
      for (const column of columns) {
        const [red, green, blue] = data.subarray((row * width + column) * 4);
        const luma = (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
        values.push(...(channels === 3 ? [red, green, blue] : [luma]));
      }
    }
    const normalised = values.map((byte) => byte * scale + offset);
    return tf.tensor4d(normalised, [1, imageSize, imageSize, channels]);
  }

  function picks(side) {
    let position = side / imageSize / 2;
    return Array.from({ length: imageSize }, () => {
      const pick = Math.floor(position);
      position += side / imageSize;
      return pick;
    });
  }
}
