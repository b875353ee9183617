import { AppError } from '../../core/base/errors.ts';
import type { FilmSource } from './source.ts';

/** A file with its path below the dropped root. */
export interface NamedFile {
  readonly path: string;
  readonly file: File;
}

/** The files of dropped or picked folders; they stay on disk until their film is asked for. */
export function openFolder(name: string, files: readonly NamedFile[]): FilmSource {
  const byPath = new Map(files.map(({ path, file }) => [path, file]));
  return {
    kind: 'folder',
    name,
    entries: files.map(({ path, file }) => ({ path, size: file.size, stamp: file.lastModified })),
    film: async (path) => {
      const file = byPath.get(path);
      if (!file) throw new AppError('file-vanished', { path });
      return { kind: 'file', file };
    },
  };
}
