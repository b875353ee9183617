import { AppError } from '../../core/base/errors.ts';
import { syntheticFilm } from '../../core/dataset/synthetic/films.ts';
import { encodeGreyBmp } from './bmp.ts';
import type { FilmHandle } from './source.ts';

/** The bytes of a film's file. Throws `file-vanished` when the file was moved, deleted or changed since it was listed. */
export async function readFilm(handle: FilmHandle): Promise<Uint8Array<ArrayBuffer>> {
  switch (handle.kind) {
    case 'bytes':
      return handle.bytes;
    case 'synthetic':
      return encodeGreyBmp(syntheticFilm(handle.seed, handle.film));
    case 'file':
      return readFile(handle.file);
  }
}

async function readFile(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw new AppError('file-vanished', {}, { cause: error });
  }
}
