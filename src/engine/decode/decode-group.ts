import { AppError, type ErrorCode } from '../../core/base/errors.ts';
import type { IgnoredReason } from '../../core/dataset/types.ts';
import type { DecodeSettings } from '../../core/pixels/settings.ts';
import { readFilm } from '../sources/read-film.ts';
import type { FilmHandle } from '../sources/source.ts';
import { decodeWithFacts } from './decode-film.ts';
import type { PixelReader } from './pixel-reader.ts';
import type { DecodeAnswer, DecodedFilm, DecodeGroup } from './pool-messages.ts';
import { probePixelAccess } from './trust.ts';

/** Codes that concern one film only: it is left out and listed, the others go on. */
const FILM_FAULTS: Partial<Record<ErrorCode, IgnoredReason>> = {
  'file-empty': 'file-empty',
  'not-an-image': 'not-an-image',
  'image-too-large': 'image-too-large',
  'image-damaged': 'image-damaged',
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
    for (const handle of films) decoded.push(await decodeOne(handle, settings, reader));
    return { id, films: decoded };
  } catch (error) {
    return { id, crashed: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

async function decodeOne(handle: FilmHandle, settings: DecodeSettings, reader: PixelReader): Promise<DecodedFilm> {
  try {
    const { image, facts } = await decodeWithFacts(await readFilm(handle), settings, reader);
    return { channels: image.channels, data: image.data, facts };
  } catch (error) {
    return toFilmFault(error);
  }
}
