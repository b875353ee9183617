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
import { LARGEST_FILE } from './read-film.ts';
import type { FilmSource } from './source.ts';

// We are in a worker already, and a strict Content-Security-Policy forbids workers made from strings.
configure({ useWebWorkers: false, useCompressionStream: true });

const ENCRYPTED: ReadonlySet<string> = new Set([
  ERR_ENCRYPTED,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_UNSUPPORTED_ENCRYPTION,
]);

/** Warnings of the library that mean that the directory names more files than were listed. */
const LOSSES: ReadonlySet<string> = new Set([WARNING_TRAILING_CENTRAL_DIRECTORY_DATA]);

/** No deflated byte gives more bytes than this (RFC 1951: 258 of a length take two bits at least). */
const MOST_INFLATED = 1040;

/**
 * The files of a zip, each read by slices when its film is asked for, so that an archive larger than memory serves.
 * Throws `zip-damaged` when the directory cannot be read and `zip-encrypted` when files need a password.
 */
export async function openZip(file: File, signal: AbortSignal): Promise<FilmSource> {
  // Names are only labels here, nothing is written by them; the index leaves unsafe ones out and says so.
  const reader = new ZipReader(new BlobReader(file), { filenameValidation: 'tolerant', strictness: 'tolerant' });
  const entries = await listFiles(reader, file, signal);
  const byPath = new Map<string, FileEntry>();
  for (const entry of entries) if (!byPath.has(entry.filename)) byPath.set(entry.filename, entry);
  return {
    kind: 'zip',
    name: file.name.replace(/\.zip$/i, ''),
    entries: entries.map((entry) => ({
      path: entry.filename,
      size: entry.uncompressedSize,
      stamp: entry.crc32 ?? 0,
    })),
    film: async (path) => {
      const entry = byPath.get(path);
      if (!entry) throw new AppError('file-vanished', { path });
      return { kind: 'bytes', bytes: await unpack(entry, file) };
    },
  };
}

async function listFiles(reader: ZipReader<unknown>, file: File, signal: AbortSignal): Promise<FileEntry[]> {
  const files: FileEntry[] = [];
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      signal.throwIfAborted();
      // A folder with bytes is a file whose header was damaged.
      if (!entry.directory || entry.uncompressedSize > 0) files.push(entry as FileEntry);
    }
    if (reader.warnings?.some((warning) => LOSSES.has(warning.reason))) throw new Error('entries are missing');
  } catch (error) {
    signal.throwIfAborted();
    throw await toZipError(error, file);
  }
  if (files.some((entry) => entry.encrypted)) throw new AppError('zip-encrypted', { file: file.name });
  return files;
}

/** Throws `image-too-large` by the entry's header alone, `zip-damaged` when it holds more or less than it says. */
async function unpack(entry: FileEntry, file: File): Promise<Uint8Array<ArrayBuffer>> {
  const { uncompressedSize: size, compressedSize: packed } = entry;
  if (size > LARGEST_FILE) throw new AppError('image-too-large', { bytes: size });
  try {
    if (size > MOST_INFLATED * packed + MOST_INFLATED) throw new RangeError(`${packed} bytes cannot hold ${size}`);
    const out = new Uint8Array(size);
    let at = 0;
    const write = (chunk: Uint8Array) => {
      out.set(chunk, at);
      at += chunk.length;
    };
    await entry.getData(new WritableStream<Uint8Array>({ write }), { checkSignature: true });
    if (at < size) throw new RangeError('bytes are missing');
    return out;
  } catch (error) {
    throw await toZipError(error, file);
  }
}

/** Tells a zip that is broken from one that is gone: a file deleted since fails in the same calls. */
async function toZipError(error: unknown, file: File): Promise<AppError> {
  const message = error instanceof Error ? error.message : String(error);
  if (ENCRYPTED.has(message)) return new AppError('zip-encrypted', { file: file.name }, { cause: error });
  const code = (await isGone(file)) ? 'file-vanished' : 'zip-damaged';
  return new AppError(code, { file: file.name, message }, { cause: error });
}

async function isGone(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return false;
  } catch {
    return true;
  }
}
