import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * For browser tests: some files of the folder that the environment variable `variable` names, as paths with contents in base64,
 * and how many there are in all; null where it names none.
 */
export function realFilms(_context, variable, from, count) {
  const root = /^(CHEST_XRAY|DICOM)_DIR$/.test(variable) && process.env[variable];
  if (!root) return null;
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const films = paths.slice(from, from + count).map((path) => ({
    path: path.slice(root.length),
    base64: readFileSync(path).toString('base64'),
  }));
  return { films, total: paths.length };
}
