import { AppError } from '../../core/base/errors.ts';
import { syntheticFilm } from '../../core/dataset/synthetic/films.ts';
import { encodeGreyBmp } from './bmp.ts';
import { LARGEST_FILE } from './largest-file.ts';
import type { FilmHandle } from './source.ts';
import { readZipEntry } from './zip-entry.ts';

/**
 * The bytes of a film's file. Throws `image-too-large`, `zip-damaged` for an entry that does not unpack, and `file-vanished`
 * when the file was moved, deleted or changed since it was listed.
 */
export async function readFilm(handle: FilmHandle): Promise<Uint8Array<ArrayBuffer>> {
  switch (handle.kind) {
    case 'zipped':
      return readZipEntry(handle.entry);
    case 'synthetic':
      return encodeGreyBmp(syntheticFilm(handle.seed, handle.film));
    case 'file':
      return readFile(handle.file);
  }
}

async function readFile(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > LARGEST_FILE) throw new AppError('image-too-large', { bytes: file.size });
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw new AppError('file-vanished', {}, { cause: error });
  }
}
