/**
 * `npm run bench -- decode`: our decoding of full-size films against what a page does by itself, in turns, one worker each.
 * Without `--data` the page makes N films of the originals' sizes. A worker decodes one film after the other, so `per_s` is
 * by core; `per_cpu_s` is by processor time and holds on a busy machine too.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBenchPage } from '../lib/bench-page.mjs';
import { round } from '../lib/figures.mjs';

const SIDES = ['ours', 'draw', 'resize'];
const WARM_UP = 6;

/** Prints a row for each image size, interpolation and stock way. */
export async function benchDecode(options, report) {
  const settings = [64, 128]
    .flatMap((imageSize) => ['antialiased', 'nearest'].map((interpolation) => ({ imageSize, interpolation })))
    .filter((setting) => `decode ${nameOf(setting)}`.includes(options.only));
  if (settings.length === 0) return;
  const bench = await openBenchPage('decode/page', options);
  try {
    report.machine(await bench.machine());
    await measure({ bench, settings, ...options }, report);
  } finally {
    report.table();
    await bench.close();
  }
}

function nameOf({ imageSize, interpolation }) {
  return `${imageSize} px, ${interpolation}`;
}

async function measure({ bench, settings, data, films, rounds }, report) {
  if (data) await bench.page.locator('input').setInputFiles(listFilms(data));
  const facts = await bench.call('useFilms', films);
  const source = data ? 'files' : 'made';
  report.say(`${source}: ${JSON.stringify(facts)}`);
  for (const setting of settings) {
    report.say(`decode ${nameOf(setting)}`);
    const rates = await race({ bench, rounds, setting, films: facts.films });
    for (const stock of ['draw', 'resize']) {
      const figures = compare(rates.ours, rates[stock]);
      report.row(
        `${nameOf(setting)}, stock ${stock}`,
        { bench: 'decode', source, ...setting, stock, cores: 1, ...figures },
        figures,
      );
    }
  }
}

function listFilms(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.jpe?g$/i.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** The sides in turn, all films each, `rounds` times; films per second of wall and of processor time by side. */
async function race({ bench, rounds, setting, films }) {
  const spent = Object.fromEntries(SIDES.map((side) => [side, { wall: 0, cpu: 0 }]));
  const pass = (side, count) => bench.call('pass', { side, settings: setting }, count);
  for (const side of SIDES) await pass(side, WARM_UP);
  for (let i = 0; i < rounds; i++) {
    for (const side of SIDES) {
      const before = await bench.cpu();
      spent[side].wall += await pass(side, films);
      spent[side].cpu += (await bench.cpu()) - before;
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
