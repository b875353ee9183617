import type { NamedFile } from '../workers/protocol.ts';

/** What a person dropped, picked or pasted, told apart by what can be done with it. */
export type Dropped =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'zip'; readonly file: File }
  | { readonly kind: 'films'; readonly files: readonly File[] }
  | { readonly kind: 'folder'; readonly name: string; readonly files: readonly NamedFile[] };

/**
 * Reads a drop. The entries are taken before the first `await`, since the browser empties `transfer` after the event.
 * Files that cannot be read any more are left out; the rest of the drop stands.
 */
export async function readDrop(transfer: DataTransfer): Promise<Dropped> {
  const entries = [...transfer.items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : []));
  const files = [...transfer.files];
  if (!entries.some((entry) => entry.isDirectory)) return sortFiles(files);
  const found = await Promise.all(entries.map(readEntry));
  return { kind: 'folder', name: rootName(entries.map((entry) => entry.name)), files: found.flat() };
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
  return { kind: 'folder', name: rootName([...new Set(roots)]), files };
}

function isZip(file: File): boolean {
  return file.name.toLowerCase().endsWith('.zip') || file.type === 'application/zip';
}

function rootName(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(' + ')} + …` : names.join(' + ');
}

async function readEntry(entry: FileSystemEntry): Promise<NamedFile[]> {
  if (entry.isFile) return readFileEntry(entry as FileSystemFileEntry);
  if (!entry.isDirectory) return [];
  const children = await readChildren((entry as FileSystemDirectoryEntry).createReader());
  return (await Promise.all(children.map(readEntry))).flat();
}

function readFileEntry(entry: FileSystemFileEntry): Promise<NamedFile[]> {
  const path = entry.fullPath.replace(/^\/+/, '');
  return new Promise((resolve) => {
    entry.file(
      (file) => resolve([{ path, file }]),
      () => resolve([]),
    );
  });
}

/** All children: a reader hands out at most a hundred at a time, and an empty list at the end. */
async function readChildren(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]));
    });
    if (!some.length) return children;
    children.push(...some);
  }
}
