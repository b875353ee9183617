import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * For browser tests: some files of the folder that CHEST_XRAY_DIR names, as paths with contents in base64, and how many there
 * are in all; null where it names none.
 */
export function realFilms(_context, from, count) {
  const root = process.env.CHEST_XRAY_DIR;
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
