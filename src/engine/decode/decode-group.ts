import { AppError, type ErrorCode } from '../../core/base/errors.ts';
import type { IgnoredReason } from '../../core/dataset/types.ts';
import type { DecodeSettings } from '../../core/pixels/settings.ts';
import { readFilm } from '../sources/read-film.ts';
import { decodeWithFacts } from './decode-film.ts';
import type { PixelReader } from './pixel-reader.ts';
import type { DecodeAnswer, DecodedFilm, DecodeGroup, WishedFilm } from './pool-messages.ts';
import { probePixelAccess } from './trust.ts';

/** Codes that concern one film only: it is left out and listed, the others go on. */
const FILM_FAULTS: Partial<Record<ErrorCode, IgnoredReason>> = {
  'file-empty': 'file-empty',
  'not-an-image': 'not-an-image',
  'image-too-large': 'image-too-large',
  'image-damaged': 'image-damaged',
  'dicom-frames': 'dicom-frames',
  'dicom-not-radiograph': 'dicom-not-radiograph',
  'dicom-no-pixels': 'dicom-no-pixels',
  'dicom-unsupported': 'dicom-unsupported',
  'file-vanished': 'file-vanished',
  'zip-damaged': 'image-damaged',
};

/** The reason to leave a film out after `error`; rethrows what is no fault of the film. */
export function toFilmFault(error: unknown): { failed: IgnoredReason } {
  const failed = error instanceof AppError ? FILM_FAULTS[error.code] : undefined;
  if (!failed) throw error;
  return { failed };
}

/**
 * Answers each film of the groups sent to this decode worker as soon as it is done; pixels are moved. One film is decoded after
 * the other, whatever waits: full-size pictures are large. The bytes of the next are read meanwhile.
 */
export function serveDecoding(scope: DedicatedWorkerGlobalScope): void {
  const access = probePixelAccess();
  const answer = (message: DecodeAnswer, moved: Transferable[] = []) => scope.postMessage(message, moved);
  answer({ ready: true });
  let earlier = Promise.resolve();
  const serve = async ({ id, films, settings }: DecodeGroup): Promise<void> => {
    try {
      const { reader } = await access;
      for await (const read of readAhead(films)) {
        const film = await decodeOne(read, settings, reader);
        answer({ id, film }, 'data' in film ? [film.data.buffer] : []);
      }
    } catch (error) {
      answer({ id, crashed: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
    }
  };
  scope.onmessage = ({ data: group }: MessageEvent<DecodeGroup>) => {
    earlier = earlier.then(() => serve(group));
  };
}

/** The bytes of a film with their digest where it is wished, or why there are none. */
type ReadFilm =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly digest: Uint8Array | null }
  | { readonly error: unknown };

async function* readAhead(films: readonly WishedFilm[]): AsyncGenerator<ReadFilm> {
  let next = films[0] && readWished(films[0]);
  for (let i = 0; next; i++) {
    const read = await next;
    const following = films[i + 1];
    next = following && readWished(following);
    yield read;
  }
}

async function readWished({ handle, digest }: WishedFilm): Promise<ReadFilm> {
  try {
    const bytes = await readFilm(handle);
    // First, since the decoder takes the bytes away.
    return { bytes, digest: digest ? await digestOf(bytes) : null };
  } catch (error) {
    return { error };
  }
}

async function decodeOne(read: ReadFilm, settings: DecodeSettings, reader: PixelReader): Promise<DecodedFilm> {
  try {
    if ('error' in read) throw read.error;
    const { bytes, digest } = read;
    const { image, facts: file, look } = await decodeWithFacts(bytes, settings, reader);
    const { channels, data } = image;
    return { channels, data, reading: { file, look, digest, coloured: channels === 3 } };
  } catch (error) {
    return toFilmFault(error);
  }
}

/** SHA-256 of a file; null on a page that is not secure, where browsers have no digests: then copies are found as near ones. */
async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  if (!('crypto' in globalThis) || !('subtle' in crypto)) return null;
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
