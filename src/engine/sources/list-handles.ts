import type { NamedFile } from './folder.ts';

/**
 * All files at and below `handles`, with their paths from the names of these on; null stands for what cannot be read, after what
 * was read of it. Here and not on the page, where a hundred thousand of them would hold up every click. Throws AbortError.
 */
export async function listHandles(handles: readonly FileSystemHandle[], signal: AbortSignal): Promise<NamedFile[]> {
  const found = await Promise.all(handles.map((handle) => list(handle, handle.name, signal)));
  signal.throwIfAborted();
  return found.flat();
}

async function list(handle: FileSystemHandle, path: string, signal: AbortSignal): Promise<NamedFile[]> {
  if (isFile(handle)) return [{ path, file: await handle.getFile().catch(() => null) }];
  const children: Promise<NamedFile[]>[] = [];
  try {
    // Files are asked for while the directory is still being listed.
    for await (const child of (handle as FileSystemDirectoryHandle).values()) {
      if (signal.aborted) return [];
      children.push(list(child, `${path}/${child.name}`, signal));
    }
  } catch {
    children.push(Promise.resolve([{ path, file: null }]));
  }
  return (await Promise.all(children)).flat();
}

function isFile(handle: FileSystemHandle): handle is FileSystemFileHandle {
  return handle.kind === 'file';
}
