import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * For browser tests: `count` files from the one numbered `from` on of the folder that the environment variable `variable` names, as
 * paths with contents in base64, and how many there are in all; null where it names none. Of so many files one is taken (`every`),
 * but with `REAL_FILMS=all` every file.
 */
export function realFilms(_context, variable, { from, count, every }) {
  const root = /^(CHEST_XRAY|DICOM)_DIR$/.test(variable) && process.env[variable];
  if (!root) return null;
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .filter((_path, i) => process.env.REAL_FILMS === 'all' || i % every === 0);
  const films = paths.slice(from, from + count).map((path) => ({
    path: path.slice(root.length),
    base64: readFileSync(path).toString('base64'),
  }));
  return { films, total: paths.length };
}
