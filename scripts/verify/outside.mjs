/** Judges films with exported files in plain TensorFlow.js: an empty page, the library's own bundles, and nothing of the app. */
import { join } from 'node:path';
import { chromium } from 'playwright';
import { launchOptions } from '../chromium.mjs';
import { ROOT } from '../run.mjs';
import { installFilmReader, installParts } from './film-reader.mjs';

const PACKAGES = join(ROOT, 'node_modules', '@tensorflow');
const TFJS = join(PACKAGES, 'tfjs', 'dist', 'tf.min.js');
const WASM = join(PACKAGES, 'tfjs-backend-wasm', 'dist');
/** Never asked of a network: answered by the script. Browsers decode JPEGs by parts only for a page of localhost or https. */
const ADDRESS = 'http://localhost/';
const PAGE =
  '<!doctype html><title>Plain TensorFlow.js</title><input type="file" multiple><input type="file" multiple>';

/**
 * Logits `[films][outputs]` of the model in `folder` (model.json, weights.bin) on the films at `paths`.
 * `preprocessing` is what the model's own metadata says; `backend` one of TensorFlow.js' own, `cpu` or `wasm`.
 */
export async function judgeOutside(folder, paths, { preprocessing, backend }) {
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    await page.route(ADDRESS, (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
    await page.route('**/*.wasm', (route) =>
      route.fulfill({ path: join(WASM, route.request().url().split('/').at(-1)) }),
    );
    await page.goto(ADDRESS);
    await page.addScriptTag({ path: TFJS });
    if (backend === 'wasm') await page.addScriptTag({ path: join(WASM, 'tf-backend-wasm.min.js') });
    await page.evaluate(installParts);
    await page.evaluate(installFilmReader);
    const [model, films] = await page.locator('input').all();
    await model.setInputFiles(['model.json', 'weights.bin'].map((name) => join(folder, name)));
    await films.setInputFiles(paths);
    return await page.evaluate(judgeInPage, { preprocessing, backend, wasmPath: ADDRESS });
  } finally {
    await browser.close();
  }
}

/** Runs in the page, so it can use nothing of this file. */
async function judgeInPage({ preprocessing, backend, wasmPath }) {
  const { tf, readFilm } = globalThis;
  const { imageSize, channels, scale, offset, mirrorAverage } = preprocessing;
  const [modelFiles, filmFiles] = [...document.querySelectorAll('input')].map((input) => [...input.files]);
  if (backend === 'wasm') tf.wasm.setWasmPaths(wasmPath);
  await tf.setBackend(backend);
  const model = await tf.loadLayersModel(tf.io.browserFiles(modelFiles));
  const logits = [];
  for (const file of filmFiles) {
    const bytes = await readFilm(file, preprocessing);
    const output = tf.tidy(() => {
      const normalised = bytes.map((byte) => byte * scale + offset);
      const film = tf.tensor4d(normalised, [1, imageSize, imageSize, channels]);
      return mirrorAverage ? meanOfViews([film, tf.reverse(film, 2)]) : model.predict(film);
    });
    logits.push([...(await output.data())]);
    output.dispose();
  }
  return logits;

  /** Logarithms of the mean probabilities, whose softmax is those means. */
  function meanOfViews(views) {
    return tf.log(tf.mean(tf.concat(views.map((view) => tf.softmax(model.predict(view)))), 0, true));
  }
}
