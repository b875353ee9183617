import type { NamedFile } from '../workers/protocol.ts';

/** All files at and below `entry`, with their paths from its own name on; what cannot be read is left out. */
export async function readTree(entry: FileSystemEntry): Promise<NamedFile[]> {
  if (entry.isFile) return readFileEntry(entry as FileSystemFileEntry);
  if (!entry.isDirectory) return [];
  const children = await readChildren((entry as FileSystemDirectoryEntry).createReader());
  return (await Promise.all(children.map(readTree))).flat();
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
