import type { NamedFile } from '../workers/protocol.ts';

/** All files at and below `entry`, with their paths from its own name on; null stands for what cannot be read. */
export async function readTree(entry: FileSystemEntry): Promise<NamedFile[]> {
  if (entry.isFile) return readFileEntry(entry as FileSystemFileEntry);
  if (!entry.isDirectory) return [];
  const { children, isWhole } = await readChildren((entry as FileSystemDirectoryEntry).createReader());
  const found = (await Promise.all(children.map(readTree))).flat();
  return isWhole ? found : [...found, { path: pathOf(entry), file: null }];
}

function readFileEntry(entry: FileSystemFileEntry): Promise<NamedFile[]> {
  const path = pathOf(entry);
  return new Promise((resolve) => {
    entry.file(
      (file) => resolve([{ path, file }]),
      () => resolve([{ path, file: null }]),
    );
  });
}

function pathOf({ fullPath }: FileSystemEntry): string {
  return fullPath.replace(/^\/+/, '');
}

/** All children: a reader hands out at most a hundred at a time, and an empty list at the end. */
async function readChildren(
  reader: FileSystemDirectoryReader,
): Promise<{ children: FileSystemEntry[]; isWhole: boolean }> {
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[] | null>((resolve) => {
      reader.readEntries(resolve, () => resolve(null));
    });
    if (!some?.length) return { children, isWhole: some !== null };
    children.push(...some);
  }
}
