import { isAbortError } from '../core/base/errors.ts';
import type { NamedFile } from '../workers/protocol.ts';
import { readTree } from './read-tree.ts';

/** What a person dropped, picked or pasted, told apart by what can be done with it. */
export type Dropped =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'zip'; readonly file: File }
  | { readonly kind: 'films'; readonly files: readonly File[] }
  | {
      readonly kind: 'folder';
      readonly name: string;
      /** None where `handles` lead to them. */
      readonly files: readonly NamedFile[];
      /** The folders themselves, and the way back to them on another visit, where the browser gives it. */
      readonly handles: readonly FileSystemHandle[];
    };

/**
 * Reads a drop. All is taken from `transfer` before the first `await`, since the browser empties it after the event.
 * Files that cannot be read any more are left out; the rest of the drop stands.
 */
export async function readDrop(transfer: DataTransfer): Promise<Dropped> {
  const asked = [...transfer.items].filter((item) => item.kind === 'file').map(takeRoot);
  const files = [...transfer.files];
  const roots = await Promise.all(asked);
  if (!roots.some(isDirectory)) return sortFiles(files);
  const handles = roots.flatMap(({ handle }) => handle ?? []);
  const name = rootName(roots.flatMap((root) => (root.handle ?? root.entry)?.name ?? []));
  if (handles.length === roots.length) return { kind: 'folder', name, files: [], handles };
  const found = await Promise.all(roots.flatMap(({ entry }) => (entry ? [readTree(entry)] : [])));
  return { kind: 'folder', name, files: found.flat(), handles: [] };
}

/** Loose files: a zip when there is one, else films. */
export function sortFiles(files: readonly File[]): Dropped {
  const zip = files.find(isZip);
  if (zip) return { kind: 'zip', file: zip };
  return files.length ? { kind: 'films', files } : { kind: 'nothing' };
}

/** What a directory input gave: every file with its path from the chosen folder on. */
export function readPicked(list: Iterable<File>): Dropped {
  const files = [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  const roots = files.map(({ path }) => path.split('/')[0] ?? '');
  return { kind: 'folder', name: rootName([...new Set(roots)]), files, handles: [] };
}

/**
 * Asks for a folder through the browser's file system picker, which a worker can list and which leaves the way back to it; null when
 * the person thinks better of it. `undefined` where the browser has no such picker: then a directory input serves.
 */
export async function pickFolder(): Promise<Dropped | null | undefined> {
  const { showDirectoryPicker: ask } = window as ModernWindow;
  if (!ask) return undefined;
  try {
    const handle = await ask.call(window, { id: 'films', mode: 'read' });
    return { kind: 'folder', name: handle.name, files: [], handles: [handle] };
  } catch (error) {
    return isAbortError(error) ? null : undefined;
  }
}

/** Not yet in TypeScript's library. */
type ModernWindow = Window & {
  showDirectoryPicker?: (options: { id: string; mode: 'read' }) => Promise<FileSystemDirectoryHandle>;
};

/** The two interfaces that browsers have to a dropped file or folder. */
interface Root {
  readonly handle: FileSystemHandle | null;
  readonly entry: FileSystemEntry | null;
}

/**
 * A handle where the browser gives one: a worker lists it, while entries are read by the page itself, which 5,856 files hold up
 * for more than a second. Older browsers and plain http have entries only.
 */
async function takeRoot(item: DataTransferItem): Promise<Root> {
  const entry = item.webkitGetAsEntry();
  const asking = 'getAsFileSystemHandle' in item ? (item as ModernItem).getAsFileSystemHandle() : null;
  return { entry, handle: (await asking?.catch(() => null)) ?? null };
}

/** Not yet in TypeScript's library. */
interface ModernItem extends DataTransferItem {
  getAsFileSystemHandle(): Promise<FileSystemHandle | null>;
}

function isDirectory({ handle, entry }: Root): boolean {
  return handle ? handle.kind === 'directory' : (entry?.isDirectory ?? false);
}

function isZip(file: File): boolean {
  return file.name.toLowerCase().endsWith('.zip') || file.type === 'application/zip';
}

function rootName(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(' + ')} + …` : names.join(' + ');
}
