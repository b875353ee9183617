/** One headless run: films, server, browser, the way through the page, the report. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtFrom } from '../build.mjs';
import { downloadModel, downloadReports, evaluateTest, openFilms, photograph, trainRun } from './drive.mjs';
import { withPage } from './session.mjs';
import { stageLimited } from './stage.mjs';

/**
 * Runs it; gives the object that is printed as JSON. Everything it started or made on the side is gone afterwards, but for
 * `options.profile`: what the browser stores there lets the next call go on with an unfinished run.
 * `options.checkFilms(counts)` may refuse the films by throwing.
 */
export async function headlessRun(options, say) {
  const { source, remove } = await prepareFilms(options);
  try {
    return await withPage(options, (page) => throughThePage(page, { ...options, source }, say));
  } finally {
    remove();
  }
}

async function prepareFilms({ source, limit, seed }) {
  if (limit === null) return { source, remove: () => {} };
  const { folder, remove } = await stageLimited(source, limit, seed ?? 1);
  return { source: { kind: 'folder', path: folder }, remove };
}

async function throughThePage(page, options, say) {
  const { out, command = 'npm run headless', checkFilms = () => {} } = options;
  const folder = out ?? mkdtempSync(join(tmpdir(), 'thoraxlab-model-'));
  mkdirSync(folder, { recursive: true });
  const { dataset, index, decode } = await openFilms(page, options.source, say);
  checkFilms(dataset);
  const { train, ...run } = await trainRun(page, options, say);
  const { test, evaluate } = await evaluateTest(page, say);
  const files = await downloadModel(page, folder);
  if (out) {
    files.push(...(await downloadReports(page, out)));
    await photograph(page, 'Train', join(out, 'charts.png'));
    await photograph(page, 'Evaluate', join(out, 'evaluation.png'));
    files.push('charts.png', 'evaluation.png', 'result.json');
  }
  const made = { command, date: new Date().toISOString(), commit: await builtFrom() };
  const settings = settingsOf(folder);
  const result = { made, settings, dataset, ...run, test, seconds: { index, decode, train, evaluate }, files };
  if (out) writeFileSync(join(out, 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
  else rmSync(folder, { recursive: true });
  return result;
}

/** The run's settings as the model's own record has them. */
function settingsOf(folder) {
  const { userDefinedMetadata } = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'));
  return userDefinedMetadata.thoraxlab.run.config;
}
