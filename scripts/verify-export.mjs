/**
 * `npm run verify -- --out DIR --data <folder> [--limit N] [--seed S] [--backend cpu|wasm]`: opens the files a headless run
 * exported in plain TensorFlow.js outside the app and tests them on the same films (`--limit` and `--seed` as in that run),
 * on its plain JavaScript backend, or on its WASM where that would take long.
 * Prints one JSON line; exit code 1 when the figures differ from the app's.
 */
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chooseFilms } from './headless/stage.mjs';
import { compare, score } from './verify/score.mjs';

const OPTIONS = {
  out: { type: 'string' },
  data: { type: 'string' },
  limit: { type: 'string', default: 'Infinity' },
  seed: { type: 'string', default: '1' },
  backend: { type: 'string', default: 'cpu' },
};

try {
  const { values } = parseArgs({ args: process.argv.slice(2), options: OPTIONS });
  const line = await verify(values);
  console.log(JSON.stringify(line));
  process.exitCode = line.equal ? 0 : 1;
} catch (error) {
  console.error(`Nothing was compared: ${error.message}`);
  process.exitCode = 2;
}

async function verify({ out, data, limit, seed, backend }) {
  if (!out || !data) throw new Error('npm run verify -- --out DIR --data <folder> [--limit N] [--seed S]');
  if (!statSync(data).isDirectory()) throw new Error(`${data} is no folder.`);
  const { judgeOutside } = await import('./verify/outside.mjs');
  const { classNames, preprocessing } = readJson(out, 'model.json').userDefinedMetadata.thoraxlab;
  const films = chooseFilms(resolve(data), Number(limit), Number(seed))
    .map(([name, file]) => ({ file, folders: name.split('/').slice(-3, -1) }))
    .filter(({ folders }) => folders[0] === 'test');
  const labels = films.map(({ folders }) => classNames.indexOf(folders[1]));
  const paths = films.map(({ file }) => file);
  const logits = await judgeOutside(resolve(out), paths, { preprocessing, backend });
  return compare(score(logits, labels, classNames.length), readJson(out, 'result.json').test);
}

function readJson(folder, name) {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}
