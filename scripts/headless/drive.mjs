/** Carries the page through a whole run: films, training, evaluation, download. */
import { join } from 'node:path';
import { complaints, dropFolder, figure, goTo, press, readValue, refusals, waitForValue } from './page.mjs';

/** Films into the page, until the last is decoded; the counts, and the seconds of both parts. */
export async function openFilms(page, source, say) {
  const start = performance.now();
  await giveFilms(page, source);
  await waitForValue(page, 'dataset-phase', { wanted: ['decoding', 'ready', 'undecoded'] });
  const indexed = performance.now();
  say(`indexed in ${seconds(start, indexed)} s`);
  const phase = await waitForValue(page, 'dataset-phase', { wanted: ['ready', 'undecoded'] });
  if (phase === 'undecoded') throw new Error(`the films were not decoded: ${await complaints(page)}`);
  const decoded = performance.now();
  const dataset = await readCounts(page);
  say(`decoded in ${seconds(indexed, decoded)} s: ${JSON.stringify(dataset)}`);
  return { dataset, index: seconds(start, indexed), decode: seconds(indexed, decoded) };
}

async function giveFilms(page, { kind, path }) {
  await untilListening(page);
  if (kind === 'synthetic') await press(page, 'Try with synthetic films');
  else if (kind === 'zip') await page.getByLabel('Zip of films').setInputFiles(path);
  else await dropFolder(page, path);
}

/** Until the page takes drops: before that the browser itself would, and leave the page for a listing of the folder. */
async function untilListening(page) {
  await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor();
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 5000 })));
}

/** `{ train: { CLASS: n } }` as the table of the Data place has it. */
async function readCounts(page) {
  const cells = await page.getByTestId('count').evaluateAll((all) => all.map((cell) => ({ ...cell.dataset })));
  const counts = {};
  for (const { split, class: name, value } of cells) counts[split] = { ...counts[split], [name]: Number(value) };
  return counts;
}

/** Trains to the end: a run that this browser still knows goes on, else the form is set and a new one started. */
export async function trainRun(page, options, say) {
  await goTo(page, 'Train');
  const start = performance.now();
  if ((await readValue(page, 'resumable')) !== null) {
    await goOn(page, say);
  } else {
    await fillForm(page, options);
    // What was typed counts once its field is left.
    await page.keyboard.press('Tab');
    const refused = await refusals(page);
    if (refused) throw new Error(`the page refuses these settings: ${refused}`);
    await press(page, 'Train');
  }
  await untilStarted(page);
  await waitForValue(page, 'run-phase', { wanted: ['finished'], watch: makeWatch(page, say) });
  return {
    backend: await readValue(page, 'backend'),
    renderer: await readValue(page, 'renderer'),
    parameters: await figure(page, 'parameters'),
    epochs: await readEpochs(page),
    train: seconds(start, performance.now()),
  };
}

/** Milliseconds within which a run that was asked for is on its way. */
const PATIENCE_MS = 30_000;

/** A run that the page refuses never leaves the phase before it. */
async function untilStarted(page) {
  const end = performance.now() + PATIENCE_MS;
  while ((await readValue(page, 'run-phase')) === 'idle') {
    if (performance.now() > end) throw new Error(`the run did not start: ${await complaints(page)}`);
    await page.waitForTimeout(100);
  }
}

async function goOn(page, say) {
  const button = page.getByRole('button', { name: /^(Go on|Bring back)$/ });
  if (await button.isDisabled()) {
    throw new Error(`the unfinished run is of other films: ${await page.getByTestId('resumable').textContent()}`);
  }
  say(`going on after epoch ${await readValue(page, 'resumable')}`);
  await button.click();
}

/** The preset first: it sets everything else. */
async function fillForm(page, { preset, backend, epochs, seed, validation = null }) {
  await page.getByLabel('Preset').selectOption(preset);
  await page.getByLabel('Backend').selectOption(backend);
  if (epochs !== null) await page.getByLabel('Epochs', { exact: true }).fill(String(epochs));
  if (seed !== null) await page.getByLabel('Seed', { exact: true }).fill(String(seed));
  if (validation === null) return;
  await page.getByLabel('Validation', { exact: true }).selectOption(validation.source);
  if (validation.percent === null) return;
  await page.getByLabel('Percent of train', { exact: true }).fill(String(validation.percent));
}

const EPOCH_FIGURES = ['loss', 'accuracy', 'val_loss', 'val_accuracy', 'seconds'];

/** Every row of the epoch table at full precision, epochs from one as on screen; null where there was no validation. */
async function readEpochs(page) {
  const rows = await page.locator('tr[data-epoch]').evaluateAll((all) =>
    all.map((row) => ({
      epoch: Number(row.dataset.epoch),
      values: [...row.querySelectorAll('[data-value]')].map((cell) => cell.dataset.value),
    })),
  );
  const figures = ({ values }) => EPOCH_FIGURES.map((name, i) => [name, values[i] ? Number(values[i]) : null]);
  return rows
    .sort((a, b) => a.epoch - b.epoch)
    .map((row) => ({ epoch: row.epoch + 1, ...Object.fromEntries(figures(row)) }));
}

/** Says what the page's own run chip says, at most every two seconds, and each epoch once. */
function makeWatch(page, say) {
  let [last, spoken, told] = ['', 0, 0];
  return async () => {
    const chip = await page.getByTestId('run-phase').first().textContent();
    if (chip !== last && performance.now() - spoken > 2000) {
      say(chip);
      [last, spoken] = [chip, performance.now()];
    }
    const rows = await page.locator('tr[data-epoch]').count();
    if (rows === told) return;
    told = rows;
    say(`epoch ${rows}: ${JSON.stringify((await readEpochs(page)).at(-1))}`);
  };
}

/** Opens the test films, waits until every interval is drawn, and reads what the page says of them. */
export async function evaluateTest(page, say) {
  await goTo(page, 'Evaluate');
  const start = performance.now();
  await press(page, 'Open the test set');
  await page.getByTestId('accuracy').or(page.getByRole('alert')).first().waitFor({ timeout: 0 });
  if ((await readValue(page, 'accuracy')) === null) throw new Error(`evaluation failed: ${await complaints(page)}`);
  await waitForValue(page, 'report-ready', { wanted: ['true'] });
  const took = seconds(start, performance.now());
  const test = {
    loss: await figure(page, 'loss'),
    accuracy: await figure(page, 'accuracy'),
    auc: await figure(page, 'auc'),
    confusion: await readConfusion(page),
  };
  say(`evaluated in ${took} s: ${JSON.stringify(test)}`);
  return { test, evaluate: took };
}

async function readConfusion(page) {
  const rows = page.getByRole('table', { name: 'Confusion matrix' }).locator('tbody tr');
  return rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('td[data-value]')].map((cell) => Number(cell.dataset.value))),
  );
}

/** Downloads model.json and weights.bin into `folder`; their names. */
export async function downloadModel(page, folder) {
  await goTo(page, 'Models');
  return saveDownloads(page, folder, { press: ['Download'], files: 2 });
}

/** Saves report, figures and per-film outputs of what was judged, and what is known of the films, into `folder`; their names. */
export async function downloadReports(page, folder) {
  await goTo(page, 'Evaluate');
  await page.getByLabel('Judged on', { exact: true }).selectOption('test');
  await waitForValue(page, 'report-ready', { wanted: ['true'] });
  const tables = (await readValue(page, 'report-tables')) ?? '1';
  const buttons = ['Save report', 'Save all figures as JSON', 'Save per-film outputs as CSV'];
  await page.getByLabel('Film pictures and file names too').check();
  const csv = await saveDownloads(page, folder, { press: buttons.slice(2), files: Number(tables) });
  await page.getByLabel('Film pictures and file names too').uncheck();
  const report = await saveDownloads(page, folder, { press: buttons.slice(0, 2), files: 2 });
  await goTo(page, 'Data');
  await page.locator('[data-testid="findings-count"][data-complete="true"]').waitFor({ state: 'attached', timeout: 0 });
  const dataset = await saveDownloads(page, folder, { press: ['Save counts and findings as JSON'], files: 1 });
  return [...csv, ...report, ...dataset].sort();
}

/** Presses buttons one after another and keeps the `files` downloads that follow; their names. */
async function saveDownloads(page, folder, { press: buttons, files }) {
  const saved = [];
  let keep = () => {};
  const arrived = new Promise((done, fail) => {
    keep = (download) => {
      const name = download.suggestedFilename();
      download.saveAs(join(folder, name)).then(() => saved.push(name) === files && done(), fail);
    };
    page.on('download', keep);
    setTimeout(
      () => fail(new Error(`the downloads of ${buttons.join(', ')} did not come within a minute`)),
      60_000,
    ).unref();
  });
  for (const name of buttons) await press(page, name);
  await arrived.finally(() => page.off('download', keep));
  return saved.sort();
}

/** A picture of a whole place. */
export async function photograph(page, place, file) {
  await goTo(page, place);
  await page.waitForTimeout(500);
  await page.screenshot({ path: file, fullPage: true });
}

/** Seconds between two marks, to the millisecond. */
function seconds(start, end) {
  return Math.round(end - start) / 1000;
}
