import type { NamedFile } from '../workers/protocol.ts';

/** A file or directory that can be walked, by either of the two interfaces that browsers have. */
export type Root =
  | { readonly by: 'handle'; readonly handle: FileSystemHandle }
  | { readonly by: 'entry'; readonly entry: FileSystemEntry };

/** All files at and below `root`, with their paths from its own name on; what cannot be read is left out. */
export async function readTree(root: Root): Promise<NamedFile[]> {
  return root.by === 'handle' ? readHandle(root.handle, root.handle.name) : readEntry(root.entry);
}

async function readHandle(handle: FileSystemHandle, path: string): Promise<NamedFile[]> {
  try {
    if (handle.kind === 'file') return [{ path, file: await (handle as FileSystemFileHandle).getFile() }];
    const children: Promise<NamedFile[]>[] = [];
    // Files are asked for while the directory is still being listed.
    for await (const child of (handle as FileSystemDirectoryHandle).values()) {
      children.push(readHandle(child, `${path}/${child.name}`));
    }
    return (await Promise.all(children)).flat();
  } catch {
    return [];
  }
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
