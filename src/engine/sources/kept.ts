import { AppError } from '../../core/base/errors.ts';
import type { SourceKind } from '../../core/dataset/types.ts';
import type { FilmSource } from './source.ts';

/** A set that is known from an earlier visit: the way to its files leads through the folders the user has opened again, if any. */
export function openKept(name: string, kind: SourceKind, handles: readonly FileSystemHandle[]): FilmSource {
  const directories = new Map<string, Promise<FileSystemDirectoryHandle>>();
  for (const handle of handles) {
    if (isDirectory(handle)) directories.set(handle.name, Promise.resolve(handle));
  }
  const directory = (path: readonly string[]): Promise<FileSystemDirectoryHandle> => {
    const key = path.join('/');
    const known = directories.get(key);
    if (known) return known;
    const last = path.at(-1);
    if (last === undefined || path.length === 1) throw new AppError('files-not-open', { path: key });
    const found = Promise.resolve(directory(path.slice(0, -1))).then((parent) => parent.getDirectoryHandle(last));
    directories.set(key, found);
    return found;
  };
  return {
    kind,
    name,
    entries: [],
    film: async (path) => {
      const parts = path.split('/');
      const file = parts.pop() ?? '';
      try {
        const handle = await (await directory(parts)).getFileHandle(file);
        return { kind: 'file', file: await handle.getFile() };
      } catch (error) {
        throw error instanceof AppError ? error : new AppError('file-vanished', { path }, { cause: error });
      }
    },
  };
}

function isDirectory(handle: FileSystemHandle): handle is FileSystemDirectoryHandle {
  return handle.kind === 'directory';
}
