/**
 * `npm run bench -- zip --data DIR [--gigabytes 2] [--level 0|6] [--seconds 60]`: by how much a page's renderer grows (PSS) while
 * it lists a large zip, made of the films of DIR over and over, and decodes it for some seconds, from the page with its workers
 * at rest. Linux only; needs `dist`.
 */
import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { chromium } from 'playwright';
import { launchOptions } from '../scripts/chromium.mjs';
import { ROOT } from '../scripts/run.mjs';
import { startServer } from '../scripts/serve.mjs';

const MEGABYTE = 2 ** 20;

/** Writes the zip film by film, so that this process stays small too. */
async function writeZip(path, { data, bytes, level }) {
  const films = readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(jpe?g|png)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const stream = createWriteStream(path);
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    stream.write(chunk);
  });
  let written = 0;
  let count = 0;
  for (; written < bytes; count++) {
    const film = films[count % films.length];
    const round = Math.floor(count / films.length);
    const name = relative(data, film).replace(/([^/\\]+)$/, `${round}-$1`);
    const entry = level === 0 ? new ZipPassThrough(name) : new ZipDeflate(name, { level });
    zip.add(entry);
    const content = readFileSync(film);
    entry.push(content, true);
    written += content.length;
    if (stream.writableNeedDrain) await new Promise((done) => stream.once('drain', done));
  }
  zip.end();
  await new Promise((done) => stream.end(done));
  return count;
}

/** Decodes the page's own films first: its workers and what they load stand before anything is measured, and rest. */
async function warmUp(page) {
  await page.getByRole('button', { name: 'Try with synthetic films' }).first().click();
  await page.locator('[data-testid="findings-count"][data-complete="true"]').waitFor({ timeout: 120_000 });
  await sleep(3000);
}

/** Proportional set size of the largest renderer, bytes. */
async function rendererPss(client) {
  const { processInfo } = await client.send('SystemInfo.getProcessInfo');
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))[1]) * 1024);
  return Math.max(...sizes);
}

async function watch(page, client, { path, seconds }) {
  await sleep(1000);
  const fresh = await rendererPss(client);
  await warmUp(page);
  const before = await rendererPss(client);
  await page.getByLabel('Zip of films').setInputFiles(path);
  let most = before;
  const end = Date.now() + 1000 * seconds;
  while (Date.now() < end) {
    await sleep(200);
    most = Math.max(most, await rendererPss(client));
  }
  const mebi = (bytes) => Math.round(bytes / MEGABYTE);
  return { fresh: mebi(fresh), before: mebi(before), most: mebi(most), grownBy: mebi(most - before) };
}

/** Prints one row: MiB of the page just opened, with its workers at rest, at most, and the difference of the last two; films in the zip and decoded. */
export async function benchZip({ data, gigabytes, level, seconds }, report) {
  if (!data) throw new Error('zip takes its films from --data DIR.');
  const folder = mkdtempSync(join(tmpdir(), 'thoraxlab-zip-'));
  const path = join(folder, 'films.zip');
  try {
    const films = await writeZip(path, { data, bytes: gigabytes * 1e9, level });
    report.say(`${films} films`);
    const figures = await watchPage({ path, seconds });
    report.row(
      `zip of ${gigabytes} GB, level ${level}`,
      { bench: 'zip', films, gigabytes, level, ...figures },
      figures,
    );
    report.table();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function watchPage(wish) {
  const server = await startServer({ root: join(ROOT, 'dist') });
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    const memory = await watch(page, await browser.newBrowserCDPSession(), wish);
    const shown = await page.locator('main').textContent();
    return { ...memory, unit: 'MiB', decoded: /\d[\d,]* of \d[\d,]*/.exec(shown)?.[0] ?? null };
  } finally {
    await browser.close();
    await server.close();
  }
}
