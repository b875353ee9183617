/** One headless run: server, browser, the way through the page, the report. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { launchOptions } from '../chromium.mjs';
import { ROOT } from '../run.mjs';
import { startServer } from '../serve.mjs';
import { downloadModel, evaluateTest, openFilms, photograph, trainRun } from './drive.mjs';
import { stageLimited } from './stage.mjs';

/** Runs it; gives the object that is printed as JSON. Everything it started or made on the side is gone afterwards. */
export async function headlessRun(options, say) {
  const cleanups = [];
  try {
    const { source, remove } = await prepareFilms(options);
    cleanups.push(remove);
    const server = await startServer({ root: join(ROOT, 'dist') });
    cleanups.push(server.close);
    // No flags of ours: the page gets the machine's own GPU where Chromium finds one, else a software WebGL.
    const flags = process.env.CHROMIUM_FLAGS?.split(' ') ?? [];
    const browser = await chromium.launch(launchOptions(flags));
    cleanups.push(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
    const broken = new Promise((_, fail) => {
      page.on('crash', () => fail(new Error('the page crashed')));
      browser.on('disconnected', () => fail(new Error('the browser ended')));
    });
    broken.catch(() => {});
    const result = await Promise.race([throughThePage(page, { ...options, source, address: server.url }, say), broken]);
    return result;
  } finally {
    for (const clean of cleanups.reverse()) await clean();
  }
}

async function prepareFilms({ source, limit, seed }) {
  if (limit === null) return { source, remove: () => {} };
  const { folder, remove } = await stageLimited(source, limit, seed ?? 1);
  return { source: { kind: 'folder', path: folder }, remove };
}

async function throughThePage(page, options, say) {
  const { out } = options;
  const folder = out ?? mkdtempSync(join(tmpdir(), 'thoraxlab-model-'));
  mkdirSync(folder, { recursive: true });
  await page.goto(options.address);
  const { dataset, index, decode } = await openFilms(page, options.source, say);
  const { train, ...run } = await trainRun(page, options, say);
  const { test, evaluate } = await evaluateTest(page, say);
  const files = await downloadModel(page, folder);
  if (out) {
    await photograph(page, 'Train', join(out, 'charts.png'));
    await photograph(page, 'Evaluate', join(out, 'evaluation.png'));
    files.push('charts.png', 'evaluation.png', 'result.json');
  }
  const result = { dataset, ...run, test, seconds: { index, decode, train, evaluate }, files };
  if (out) writeFileSync(join(out, 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
  else rmSync(folder, { recursive: true });
  return result;
}
