import { withDatabase } from './database.ts';

/** A file that is written from its beginning to its end, and is whole or absent. */
export interface ByteFile {
  /** Adds bytes at the end; they are taken before it returns. Rejects with `storage-full`, or what else the browser says. */
  append(bytes: Uint8Array): Promise<void>;
  /** The file stands from here on. */
  close(): Promise<void>;
  /** Nothing of it stays. */
  abandon(): Promise<void>;
}

/** The folder of the origin private file system (OPFS) that holds the files. */
const FOLDER = 'films';

/**
 * Starts a file in the origin private file system, whose writable streams replace a file only when they are closed;
 * in IndexedDB, a chunk per `append`, where the browser has none or forbids it. Throws `storage-unavailable`.
 */
export async function createByteFile(name: string): Promise<ByteFile> {
  return (await createInFolder(name)) ?? createInDatabase(name);
}

/** The bytes of a file; null when it is absent or not `size` bytes long. */
export async function readByteFile(name: string, size: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = (await readInFolder(name)) ?? (await readInDatabase(name, size));
  return bytes?.length === size ? bytes : null;
}

/** Deletes every file but those named, what a crash left behind among them. */
export async function sweepByteFiles(kept: ReadonlySet<string>): Promise<void> {
  const folder = await openFolder();
  if (folder) {
    for await (const name of folder.keys()) if (!kept.has(name)) await folder.removeEntry(name).catch(() => {});
  }
  await withDatabase(async (database) => {
    for (const key of await database.getAllKeys('chunks')) if (!kept.has(key[0])) await database.delete('chunks', key);
  });
}

async function openFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(FOLDER, { create: true });
  } catch {
    // Plain http, private windows of some browsers, and older ones have no such file system.
    return null;
  }
}

async function createInFolder(name: string): Promise<ByteFile | null> {
  const folder = await openFolder();
  if (!folder) return null;
  try {
    const file = await folder.getFileHandle(name, { create: true });
    const stream = await file.createWritable();
    return {
      append: (bytes) => stream.write(bytes.slice()),
      close: () => stream.close(),
      abandon: async () => {
        await stream.abort().catch(() => {});
        await folder.removeEntry(name).catch(() => {});
      },
    };
  } catch {
    // Safari before 26 has the folder without writable streams.
    return null;
  }
}

async function readInFolder(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const folder = await openFolder();
  try {
    const file = await (await folder?.getFileHandle(name))?.getFile();
    return file && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

async function createInDatabase(name: string): Promise<ByteFile> {
  await deleteChunks(name);
  let next = 0;
  return {
    append: async (bytes) => {
      const key: [string, number] = [name, next++];
      const copy = bytes.slice();
      await withDatabase((database) => database.put('chunks', copy, key));
    },
    close: async () => {},
    abandon: () => deleteChunks(name),
  };
}

async function deleteChunks(name: string): Promise<void> {
  await withDatabase((database) => database.delete('chunks', rangeOf(name)));
}

async function readInDatabase(name: string, size: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks = await withDatabase((database) => database.getAll('chunks', rangeOf(name)));
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array) || at + chunk.length > size) return null;
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return at === size ? bytes : null;
}

function rangeOf(name: string): IDBKeyRange {
  return IDBKeyRange.bound([name, 0], [name, Number.MAX_SAFE_INTEGER]);
}
