/**
 * `npm run bench -- decode [--data DIR] [--films N] [--rounds N]`: our decoding of full-size films against what a page does by
 * itself, in turns, one worker each. Without `--data` the page makes N films of the originals' sizes. A worker decodes one film
 * after the other, so `per_s` is by core; `per_cpu_s` is by processor time and holds on a busy machine too.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { build } from 'vite';
import { launchOptions } from '../../scripts/chromium.mjs';
import { startServer } from '../../scripts/serve.mjs';

const OPTIONS = {
  data: { type: 'string' },
  films: { type: 'string', default: '32' },
  rounds: { type: 'string', default: '3' },
};
const SIDES = ['ours', 'draw', 'resize'];
const WARM_UP = 6;

/** Prints a JSON line for each image size, interpolation and stock way. */
export async function benchDecode(argv) {
  const { values } = parseArgs({ args: argv, options: OPTIONS });
  const folder = mkdtempSync(join(tmpdir(), 'thoraxlab-bench-'));
  const cleanups = [() => rmSync(folder, { recursive: true })];
  try {
    await buildPage(folder);
    const server = await startServer({ root: folder });
    cleanups.push(server.close);
    const browser = await chromium.launch(launchOptions());
    cleanups.push(() => browser.close());
    const page = await browser.newPage();
    await page.goto(server.url);
    await measure({ page, cpu: await cpuClock(browser), data: values.data, ...numbers(values) });
  } finally {
    for (const clean of cleanups.reverse()) await clean();
  }
}

function numbers({ films, rounds }) {
  return { films: Number(films), rounds: Number(rounds) };
}

function buildPage(outDir) {
  return build({
    root: fileURLToPath(new URL('./page', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    base: './',
    build: { outDir, emptyOutDir: true, target: 'es2022' },
    worker: { format: 'es' },
  });
}

/** Seconds of processor time that the browser's processes have used so far: decoders have threads of their own. */
async function cpuClock(browser) {
  const client = await browser.newBrowserCDPSession();
  return async () => {
    const { processInfo } = await client.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
}

async function measure({ page, cpu, data, films, rounds }) {
  if (data) await page.locator('input').setInputFiles(listFilms(data));
  const facts = await page.evaluate((count) => globalThis.useFilms(count), films);
  const source = data ? 'files' : 'made';
  console.log(`# ${source}: ${JSON.stringify(facts)}, machine load ${loadavg()[0].toFixed(1)}`);
  for (const imageSize of [64, 128]) {
    for (const interpolation of ['antialiased', 'nearest']) {
      const settings = { imageSize, interpolation };
      const rates = await race({ page, cpu, rounds, settings, films: facts.films });
      for (const stock of ['draw', 'resize']) {
        const row = { bench: 'decode', source, ...settings, stock, cores: 1, ...compare(rates.ours, rates[stock]) };
        console.log(JSON.stringify({ ...row, load: round(loadavg()[0]) }));
      }
    }
  }
}

function listFilms(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.jpe?g$/i.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** The sides in turn, all films each, `rounds` times; films per second of wall and of processor time by side. */
async function race({ page, cpu, rounds, settings, films }) {
  const spent = Object.fromEntries(SIDES.map((side) => [side, { wall: 0, cpu: 0 }]));
  const pass = (side, count) => page.evaluate(([task, n]) => globalThis.pass(task, n), [{ side, settings }, count]);
  for (const side of SIDES) await pass(side, WARM_UP);
  for (let i = 0; i < rounds; i++) {
    for (const side of SIDES) {
      const before = await cpu();
      spent[side].wall += await pass(side, films);
      spent[side].cpu += (await cpu()) - before;
    }
  }
  const decoded = rounds * films;
  return Object.fromEntries(
    SIDES.map((side) => [side, { wall: decoded / spent[side].wall, cpu: decoded / spent[side].cpu }]),
  );
}

function compare(ours, stock) {
  return {
    ours_per_s: round(ours.wall),
    stock_per_s: round(stock.wall),
    ratio: round(ours.wall / stock.wall),
    ours_per_cpu_s: round(ours.cpu),
    stock_per_cpu_s: round(stock.cpu),
    cpu_ratio: round(ours.cpu / stock.cpu),
  };
}

function round(value) {
  return Math.round(value * 100) / 100;
}
