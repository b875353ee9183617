/** Collects the licences of every package that is shipped with the page, its own dependencies included. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './run.mjs';

/** A dependency that no shipped file imports: benchmarks and tests use it as 'stock TensorFlow.js'. */
const NOT_SHIPPED = new Set(['@tensorflow/tfjs']);

/** Packages whose npm archive carries no copyright line, or whose binary holds more than their own code. */
const COPYRIGHTS = {
  '@cornerstonejs/codec-openjpeg': `Copyright the cornerstonejs contributors. Its .wasm file is built with Emscripten (MIT) and musl (MIT), and contains
OpenJPEG (BSD-2-Clause, Copyright 2002-2014 Université catholique de Louvain (UCL), Belgium, and the OpenJPEG contributors).`,
  '@tensorflow/tfjs-backend-cpu': 'Copyright 2017-2024 Google LLC.',
  '@tensorflow/tfjs-backend-wasm': `Copyright 2019-2024 Google LLC. Its .wasm files are built with Emscripten (MIT) and musl (MIT), and contain
XNNPACK (BSD-3-Clause, Copyright 2019 Google LLC, Copyright Facebook, Inc. and its affiliates) and
pthreadpool (BSD-2-Clause, Copyright 2017 Facebook Inc., 2015-2017 Georgia Institute of Technology).`,
  '@tensorflow/tfjs-backend-webgl': 'Copyright 2017-2024 Google LLC.',
  '@tensorflow/tfjs-core': 'Copyright 2017-2024 Google LLC.',
  '@tensorflow/tfjs-layers': 'Copyright 2018-2024 Google LLC; parts Copyright 2015-2018 the Keras contributors.',
};

const LINE = '-'.repeat(80);

/** The text of `public/third-party-notices.txt`: packages of the same licence text stand together. */
export function notices() {
  const packages = new Map();
  const { dependencies } = manifestAt(ROOT);
  for (const name of Object.keys(dependencies)) if (!NOT_SHIPPED.has(name)) collect(packages, name, ROOT);
  const titles = new Map();
  for (const { title, text } of packages.values()) titles.set(text, [...(titles.get(text) ?? []), title]);
  const parts = [...titles].map(([text, group]) => `${LINE}\n${group.sort().join('\n')}\n\n${text}\n`);
  return `ThoraxLab contains parts of the following packages.\n\n${parts.sort().join('\n')}`;
}

/** Adds `name` as seen from `folder`, then what it depends on. */
function collect(packages, name, folder) {
  const home = resolvePackage(name, folder);
  if (!home || packages.has(home)) return;
  const manifest = manifestAt(home);
  const title = `${manifest.name} ${manifest.version} (${licenceOf(manifest)})`;
  packages.set(home, { title, text: licenceText(home, manifest) });
  const code = Object.keys(manifest.dependencies ?? {}).filter((dependency) => !dependency.startsWith('@types/'));
  for (const dependency of code) collect(packages, dependency, home);
}

/** Node's own search: the nearest `node_modules` up from `folder`; null for an optional peer that is not there. */
function resolvePackage(name, folder) {
  for (let at = folder; ; at = dirname(at)) {
    const home = join(at, 'node_modules', name);
    if (existsSync(join(home, 'package.json'))) return home;
    if (at === dirname(at)) return null;
  }
}

function manifestAt(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function licenceOf({ license, licenses }) {
  return license?.type ?? license ?? licenses?.map(({ type }) => type).join(' or ') ?? 'see text';
}

function licenceText(home, manifest) {
  const files = readdirSync(home).filter((file) => /^(licen[cs]e|notice|copying)([.-].*)?$/i.test(file));
  const texts = files.sort().map((file) => textAt(join(home, file)));
  return texts.length ? texts.join('\n\n') : standardText(manifest);
}

/** For archives without a licence file: who made it, and the words of the licence that its manifest names. */
function standardText({ name, author, repository, license }) {
  const by = typeof author === 'string' ? author : author?.name;
  const at = typeof repository === 'string' ? repository : repository?.url;
  const who = [COPYRIGHTS[name] ?? (by && `Copyright ${by}.`), at && `Source: ${at.replace(/^git\+/, '')}`];
  const words = Object.keys(STANDARD).filter((id) => license.includes(id));
  return [who.filter(Boolean).join('\n'), ...words.map((id) => STANDARD[id]())].join('\n\n');
}

/** Licences whose words are the same for everybody, taken from files that are here anyway. */
const STANDARD = {
  'Apache-2.0': () => textAt(join(ROOT, 'node_modules', 'comlink', 'LICENSE')),
  MIT: () => textAt(join(ROOT, 'LICENSE')).replace(/^Copyright .*\n+/m, ''),
  Unlicense: () => 'Released into the public domain (https://unlicense.org).',
};

function textAt(path) {
  return readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trim();
}
