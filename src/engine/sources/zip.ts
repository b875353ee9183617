import {
  BlobReader,
  configure,
  ERR_ENCRYPTED,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_UNSUPPORTED_ENCRYPTION,
  type FileEntry,
  WARNING_TRAILING_CENTRAL_DIRECTORY_DATA,
  ZipReader,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { AppError } from '../../core/base/errors.ts';
import type { FilmSource } from './source.ts';
import { isGone, type ZipEntry } from './zip-entry.ts';

// We are in a worker already, and a strict Content-Security-Policy forbids workers made from strings.
configure({ useWebWorkers: false, useCompressionStream: true });

const ENCRYPTED: ReadonlySet<string> = new Set([
  ERR_ENCRYPTED,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_UNSUPPORTED_ENCRYPTION,
]);

/** Warnings of the library that mean that the directory names more files than were listed. */
const LOSSES: ReadonlySet<string> = new Set([WARNING_TRAILING_CENTRAL_DIRECTORY_DATA]);

/**
 * The files of a zip, each read by a slice where its film is decoded, so that an archive larger than memory serves.
 * Throws `zip-damaged` when the directory cannot be read and `zip-encrypted` when files need a password.
 */
export async function openZip(file: File, signal: AbortSignal): Promise<FilmSource> {
  // Names are only labels here, nothing is written by them; the index leaves unsafe ones out and says so.
  const reader = new ZipReader(new BlobReader(file), { filenameValidation: 'tolerant', strictness: 'tolerant' });
  const files = await listFiles(reader, file, signal);
  // Of entries with one path the last, as the index has it.
  const byPath = new Map(files.map(({ path, entry }) => [path, entry]));
  return {
    kind: 'zip',
    name: file.name.replace(/\.zip$/i, ''),
    entries: files.map(({ path, entry }) => ({ path, size: entry.size, stamp: entry.crc })),
    film: async (path) => {
      const entry = byPath.get(path);
      if (!entry) throw new AppError('file-vanished', { path });
      return { kind: 'zipped', entry };
    },
  };
}

interface ZippedFile {
  readonly path: string;
  readonly entry: ZipEntry;
}

async function listFiles(reader: ZipReader<unknown>, file: File, signal: AbortSignal): Promise<ZippedFile[]> {
  const files: ZippedFile[] = [];
  let encrypted = false;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      signal.throwIfAborted();
      encrypted ||= entry.encrypted;
      // A folder with bytes is a file whose header was damaged.
      if (!entry.directory || entry.uncompressedSize > 0) files.push(toZippedFile(entry as FileEntry, file));
    }
    if (reader.warnings?.some((warning) => LOSSES.has(warning.reason))) throw new Error('entries are missing');
  } catch (error) {
    signal.throwIfAborted();
    throw await toZipError(error, file);
  }
  if (encrypted) throw new AppError('zip-encrypted', { file: file.name });
  return files;
}

/** What the library knows of a file takes kilobytes; this is what is needed of it. */
function toZippedFile(entry: FileEntry, archive: File): ZippedFile {
  return {
    path: entry.filename,
    entry: {
      archive,
      offset: entry.offset,
      packedSize: entry.compressedSize,
      size: entry.uncompressedSize,
      crc: entry.crc32 ?? 0,
      method: entry.compressionMethod,
    },
  };
}

/** Tells a zip that is broken from one that is gone: a file deleted since fails in the same calls. */
async function toZipError(error: unknown, file: File): Promise<AppError> {
  const message = error instanceof Error ? error.message : String(error);
  if (ENCRYPTED.has(message)) return new AppError('zip-encrypted', { file: file.name }, { cause: error });
  const code = (await isGone(file)) ? 'file-vanished' : 'zip-damaged';
  return new AppError(code, { file: file.name, message }, { cause: error });
}
