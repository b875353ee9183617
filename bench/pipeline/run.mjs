/**
 * `npm run bench -- pipeline`: a real run through the app's own workers; what share of it was spent waiting for batches,
 * see README.md.
 */
import { resolve } from 'node:path';
import { openBenchPage } from '../lib/bench-page.mjs';
import { pipelineFigures, round } from '../lib/figures.mjs';

/** Quick has the shortest steps and so the least time for the next batch. */
const QUICK = ['paper', 'small', 'quick'];
const ROWS = [
  ...['paper', 'quick'].map((preset) => ({ backend: 'webgl', preset })),
  ...QUICK.map((preset) => ({ backend: 'wasm', preset })),
];
const FULL = ['webgl', 'wasm'].flatMap((backend) => [...QUICK, 'strong'].map((preset) => ({ backend, preset })));

/** Training films: enough for steady figures, few enough for a software renderer. */
const FILMS = 640;

/** Prints a row for each backend and preset. */
export async function benchPipeline(options, report) {
  const { data, epochs, full, only } = options;
  const rows = (full ? FULL : ROWS).filter((row) => `pipeline ${nameOf(row)}`.includes(only));
  if (rows.length === 0) return;
  const bench = await openBenchPage('pipeline/page', options);
  try {
    report.machine(await bench.machine());
    if (data) await bench.page.locator('input').setInputFiles(resolve(data));
    for (const row of rows) {
      report.say(`pipeline ${nameOf(row)}`);
      const films = full ? Number.MAX_SAFE_INTEGER : FILMS;
      const result = await bench.call('train', { ...row, films, epochs });
      const source = data ? 'files' : 'made';
      report.row(nameOf(row), toRow(row, source, result), shown(result));
    }
  } finally {
    report.table();
    await bench.close();
  }
}

function nameOf({ backend, preset }) {
  return `${backend} ${preset}`;
}

/** The first epoch compiles shaders and fills pools: it counts only where it is the only one. */
function figuresOf({ epochs, films }) {
  return pipelineFigures(epochs.length > 1 ? epochs.slice(1) : epochs, films);
}

function toRow({ backend, preset }, source, result) {
  const { films, renderer, batchMs, epochs } = result;
  const waiting = figuresOf(result);
  return {
    bench: 'pipeline',
    backend,
    preset,
    source,
    ...waiting,
    batch_ms: round(batchMs),
    films,
    epochs: epochs.length,
    renderer,
  };
}

function shown(result) {
  const { waiting_share, films_per_s } = figuresOf(result);
  return { 'waiting %': round(100 * waiting_share), 'films/s': films_per_s, 'batch alone ms': round(result.batchMs) };
}
