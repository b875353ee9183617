import type { NamedFile } from './folder.ts';

/**
 * All files at and below `handles`, with their paths from the names of these on; what cannot be read is left out. Here and not
 * on the page, where a hundred thousand of them would hold up every click. Throws AbortError.
 */
export async function listHandles(handles: readonly FileSystemHandle[], signal: AbortSignal): Promise<NamedFile[]> {
  const found = await Promise.all(handles.map((handle) => list(handle, handle.name, signal)));
  signal.throwIfAborted();
  return found.flat();
}

async function list(handle: FileSystemHandle, path: string, signal: AbortSignal): Promise<NamedFile[]> {
  try {
    if (isFile(handle)) return [{ path, file: await handle.getFile() }];
    const children: Promise<NamedFile[]>[] = [];
    // Files are asked for while the directory is still being listed.
    for await (const child of (handle as FileSystemDirectoryHandle).values()) {
      if (signal.aborted) return [];
      children.push(list(child, `${path}/${child.name}`, signal));
    }
    return (await Promise.all(children)).flat();
  } catch {
    return [];
  }
}

function isFile(handle: FileSystemHandle): handle is FileSystemFileHandle {
  return handle.kind === 'file';
}
