/** Holds the built page to its size bounds: what the first screen loads, and the train worker; needs `dist`. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseAst } from 'vite';
import { ROOT } from './run.mjs';

const DIST = join(ROOT, 'dist');
const KB = 1000;

/** Names that survive minification and tell which package a chunk holds. */
const MARKERS = { tfjs: 'Conv2DBackpropFilter', recharts: 'recharts-surface' };

/** A module script and everything it imports statically, as paths below `dist`. */
function staticClosure(entries) {
  const seen = new Set();
  const visit = (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const source of importsOf(readFileSync(join(DIST, file), 'utf8'))) visit(join(dirname(file), source));
  };
  entries.forEach(visit);
  return [...seen];
}

function importsOf(code) {
  return parseAst(code)
    .body.map((node) => node.source?.value)
    .filter((source) => source?.startsWith('.'));
}

/** Scripts of the workers that these files start, each once: threads share what one of them has loaded. */
function startedBy(files) {
  const named = /new URL\(\s*[`'"]([^`'"]+\.js)[`'"]/g;
  return files.flatMap((file) =>
    [...readFileSync(join(DIST, file), 'utf8').matchAll(named)].map((m) => join(dirname(file), basename(m[1]))),
  );
}

/** What a worker loads when it takes the heaviest of its lazy parts (a backend), static imports and threads included. */
function heaviestUse(entry) {
  const lazy = staticClosure([entry]).flatMap((file) =>
    [...readFileSync(join(DIST, file), 'utf8').matchAll(/\bimport\(\s*[`'"](\.[^`'"]+)/g)].map((m) =>
      join(dirname(file), m[1]),
    ),
  );
  const uses = [[entry], ...lazy.map((file) => [entry, file])]
    .map(staticClosure)
    .map((files) => [...files, ...startedBy(files)]);
  return uses.reduce((heaviest, files) => (gzipped(files) > gzipped(heaviest) ? files : heaviest));
}

/** Scripts and style sheets that `index.html` names; modulepreload links are imports too. */
function firstScreen() {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  const addresses = [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="\.?\/?([^"]+\.(?:js|css))"/g)].map(
    (m) => m[1],
  );
  const scripts = staticClosure(addresses.filter((address) => address.endsWith('.js')));
  return { scripts, files: ['index.html', ...scripts, ...addresses.filter((address) => address.endsWith('.css'))] };
}

function gzipped(files) {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length, 0) / KB;
}

function holds(files, marker) {
  return files.some((file) => readFileSync(join(DIST, file), 'utf8').includes(marker));
}

const assets = readdirSync(join(DIST, 'assets')).map((name) => join('assets', name));
const allScripts = assets.filter((file) => file.endsWith('.js'));
const worker = heaviestUse(assets.find((file) => /^train\.worker-.*\.js$/.test(basename(file))));
const first = firstScreen();

/** Chunks that import the script of a worker: WebKit would run it a second time. */
const rerun = allScripts.filter((file) =>
  importsOf(readFileSync(join(DIST, file), 'utf8')).some((source) => /\.worker-[^/]*\.js$/.test(source)),
);

const bounds = [
  ['first screen, kB gzip', gzipped(first.files), 220],
  ['train worker with its heaviest backend, kB gzip', gzipped(worker), 260],
  ['first-screen chunks with tfjs', Number(holds(first.scripts, MARKERS.tfjs)), 0],
  ['first-screen chunks with recharts', Number(holds(first.scripts, MARKERS.recharts)), 0],
  ["chunks that import a worker's script", rerun.length, 0],
];
// Should a new version of a package drop its marker, the two bounds above would hold of nothing.
const markers = [
  ['tfjs is found in the train worker', holds(worker, MARKERS.tfjs)],
  ['recharts is found in some chunk', holds(allScripts, MARKERS.recharts)],
];

for (const [name, value, bound] of bounds)
  console.log(`${value <= bound ? 'ok ' : 'BAD'} ${name}: ${+value.toFixed(1)} (bound ${bound})`);
for (const [name, found] of markers) console.log(`${found ? 'ok ' : 'BAD'} ${name}`);
process.exitCode = bounds.every(([, value, bound]) => value <= bound) && markers.every(([, found]) => found) ? 0 : 1;
