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

/** Answers the groups sent to this decode worker, each as soon as it is done; pixels are moved. */
export function serveDecoding(scope: DedicatedWorkerGlobalScope): void {
  const access = probePixelAccess();
  scope.onmessage = async ({ data: group }: MessageEvent<DecodeGroup>) => {
    const answer = await decodeGroup(group, access);
    const films = 'films' in answer ? answer.films : [];
    scope.postMessage(
      answer,
      films.flatMap((film) => ('data' in film ? [film.data.buffer] : [])),
    );
  };
}

async function decodeGroup(
  { id, films, settings }: DecodeGroup,
  access: Promise<{ reader: PixelReader }>,
): Promise<DecodeAnswer> {
  try {
    const { reader } = await access;
    const decoded: DecodedFilm[] = [];
    // One after the other: full-size pictures are large, and the pool sends the next group before this one is done.
    for (const film of films) decoded.push(await decodeOne(film, settings, reader));
    return { id, films: decoded };
  } catch (error) {
    return { id, crashed: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

async function decodeOne(film: WishedFilm, settings: DecodeSettings, reader: PixelReader): Promise<DecodedFilm> {
  try {
    const bytes = await readFilm(film.handle);
    const { image, facts: file, look } = await decodeWithFacts(bytes, settings, reader);
    const { channels, data } = image;
    const digest = film.digest ? await digestOf(bytes) : null;
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
