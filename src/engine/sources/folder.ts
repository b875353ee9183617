import { AppError } from '../../core/base/errors.ts';
import type { FilmSource } from './source.ts';

/** A file with its path below the dropped root; null where it, or the folder of that path, cannot be read (to its end). */
export interface NamedFile {
  readonly path: string;
  readonly file: File | null;
}

/** The files of dropped or picked folders; they stay on disk until their film is asked for. */
export function openFolder(name: string, files: readonly NamedFile[]): FilmSource {
  const readable = files.flatMap(({ path, file }) => (file ? [{ path, file }] : []));
  const byPath = new Map(readable.map(({ path, file }) => [path, file]));
  return {
    kind: 'folder',
    name,
    entries: readable.map(({ path, file }) => ({ path, size: file.size, stamp: file.lastModified })),
    unreadable: files.flatMap(({ path, file }) => (file ? [] : [path])),
    film: async (path) => {
      const file = byPath.get(path);
      if (!file) throw new AppError('file-vanished', { path });
      return { kind: 'file', file };
    },
  };
}
