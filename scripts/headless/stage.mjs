/** Makes a small folder out of a large one or a zip: N films per split and class, chosen by a seed. */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, openAsBlob, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const FILM = /\.(jpe?g|png|webp|bmp)$/i;
const SYSTEM = /(^|\/)(\.|__MACOSX\/)/;
const SPLIT = /^(train|test|val|valid|validation)$/i;

/** Stages the films; gives the folder to drop, and `remove()` for afterwards. */
export async function stageLimited({ kind, path }, limit, seed) {
  const top = mkdtempSync(join(tmpdir(), 'thoraxlab-headless-'));
  const folder = join(top, 'chest_xray');
  const write = (name, put) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    return put(join(folder, name));
  };
  if (kind === 'folder') {
    for (const [name, file] of chooseFilms(path, limit, seed)) write(name, (to) => copyFileSync(file, to));
  } else {
    await unzipPicked(path, (files) => pick(files, limit, seed), write);
  }
  return { folder, remove: () => rmSync(top, { recursive: true, force: true }) };
}

/** `[name, file]` of the films of a folder that such a staging takes: at most `limit` per split and class. */
export function chooseFilms(folder, limit, seed) {
  return pick(listFolder(folder), limit, seed);
}

/** Paths below `root`, with `/` between the parts, and where each stands on disk. */
function listFolder(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath ?? entry.path, entry.name);
      return { path: file.slice(root.length + 1).replaceAll('\\', '/'), file };
    });
}

/**
 * `[name to give, file]` of the chosen films. Films of one split, class and file name are one film (Kaggle's doubled
 * tree); the choice goes by a hash of seed and name, so it does not change with the order of the listing.
 */
function pick(files, limit, seed) {
  const groups = new Map();
  for (const { path, file } of files) {
    if (!FILM.test(path) || SYSTEM.test(path)) continue;
    const parts = path.split('/').slice(-3);
    const name = parts.length === 3 && SPLIT.test(parts[0]) ? parts.join('/') : parts.slice(-2).join('/');
    const group = dirname(name);
    groups.set(group, (groups.get(group) ?? new Map()).set(name, file));
  }
  return [...groups.values()].flatMap((group) =>
    [...group].sort(([a], [b]) => order(seed, a).localeCompare(order(seed, b), 'en')).slice(0, limit),
  );
}

function order(seed, name) {
  return createHash('sha256').update(`${seed} ${name}`).digest('hex');
}

async function unzipPicked(path, choose, write) {
  const { BlobReader, Uint8ArrayWriter, ZipReader } = await import('@zip.js/zip.js');
  const reader = new ZipReader(new BlobReader(await openAsBlob(path)), { useWebWorkers: false });
  const entries = (await reader.getEntries()).filter((entry) => !entry.directory);
  const chosen = choose(entries.map((entry) => ({ path: entry.filename, file: entry })));
  for (const [name, entry] of chosen) {
    const bytes = await entry.getData(new Uint8ArrayWriter());
    write(name, (to) => writeFileSync(to, bytes));
  }
  await reader.close();
}
