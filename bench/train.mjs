/** `npm run bench -- train [--gpu] [--rounds N] [--only TEXT]`: ours against stock TensorFlow.js, see README.md. */
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { build } from 'vite';
import { launchOptions } from '../scripts/chromium.mjs';
import { trainTasks } from './train-tasks.mjs';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };
const GPU_FLAGS = { linux: ['--use-angle=vulkan', '--enable-features=Vulkan', '--ignore-gpu-blocklist'] };

const OPTIONS = {
  gpu: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '5' },
  only: { type: 'string', default: '' },
};

/** Prints a JSON line for each step and kernel, and a table of all. */
export async function benchTrain(argv) {
  const { values } = parseArgs({ args: argv, options: OPTIONS });
  const folder = await mkdtemp(join(tmpdir(), 'thoraxlab-bench-'));
  await buildPage(folder);
  const server = serve(folder);
  const browser = await chromium.launch(
    values.gpu ? launchOptions(GPU_FLAGS[process.platform] ?? ['--ignore-gpu-blocklist']) : launchOptions(),
  );
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/index.html`);
    await measure(page, values);
  } finally {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  }
}

function buildPage(outDir) {
  return build({
    root: fileURLToPath(new URL('./page', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    base: './',
    build: { outDir, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
    worker: { format: 'es' },
  });
}

async function measure(page, { only, rounds }) {
  await page.waitForFunction(() => 'runRow' in globalThis);
  const rows = [];
  for (const task of trainTasks().filter(({ backend, preset, what }) =>
    `${backend} ${preset} ${what}`.includes(only),
  )) {
    const budget = { rounds: Number(rounds), stockSeconds: 60 };
    const { renderer, ...row } = await page.evaluate(
      ([task, budget]) => globalThis.runRow(task, budget),
      [task, budget],
    );
    if (rows.length === 0) console.log(`# ${renderer}`);
    rows.push(row);
    console.log(JSON.stringify(row));
  }
  console.table(Object.fromEntries(rows.map((row) => [name(row), figures(row)])));
}

function name({ backend, preset, what, batch, size }) {
  return `${backend} ${preset} ${what}, batch ${batch}, ${size} px`;
}

function figures({ stock_ms, ours_ms, ratio }) {
  return { stock_ms, ours_ms, ratio };
}

function serve(directory) {
  const answer = (request, response) => {
    const path = join(directory, normalize(new URL(request.url, 'http://x').pathname));
    if (!path.startsWith(directory) || !existsSync(path)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
    return createReadStream(path).pipe(response);
  };
  return createServer(answer).listen(0, '127.0.0.1');
}
