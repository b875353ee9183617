import { inflateSync } from 'fflate';
import { AppError } from '../../core/base/errors.ts';
import { crc32 } from '../../core/pixels/crc32.ts';
import { LARGEST_FILE } from './largest-file.ts';

/** A file in a zip as the archive's directory describes it: only names and numbers travel, its bytes are read where it is decoded. */
export interface ZipEntry {
  readonly archive: File;
  /** Where its local header stands. */
  readonly offset: number;
  readonly packedSize: number;
  readonly size: number;
  readonly crc: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
}

/** No deflated byte gives more bytes than this (RFC 1951: 258 of a length take two bits at least). */
const MOST_INFLATED = 1040;
/** A local header without its name and extra field (APPNOTE 4.3.7). */
const LOCAL_HEADER = 30;
const LOCAL_SIGNATURE = 0x04034b50;

/**
 * The bytes of a zip entry, by a slice of the archive. Throws `image-too-large` by the directory alone, `zip-damaged` when it
 * holds more or less than it says or another check sum, `file-vanished` when the archive is gone.
 */
export async function readZipEntry(entry: ZipEntry): Promise<Uint8Array<ArrayBuffer>> {
  const { archive, size } = entry;
  if (size > LARGEST_FILE) throw new AppError('image-too-large', { bytes: size });
  try {
    return await unpack(entry);
  } catch (error) {
    const code = (await isGone(archive)) ? 'file-vanished' : 'zip-damaged';
    const message = error instanceof Error ? error.message : String(error);
    throw new AppError(code, { file: archive.name, message }, { cause: error });
  }
}

/** Whether a file that was there cannot be read any more. */
export async function isGone(file: Blob): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return false;
  } catch {
    return true;
  }
}

async function unpack(entry: ZipEntry): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Uint8Array(await (await packedData(entry)).arrayBuffer());
  const bytes = unpackBytes(packed, entry);
  if (bytes.length < entry.size) throw new RangeError('bytes are missing');
  if (crc32(bytes) !== entry.crc) throw new RangeError('the check sum is another');
  return bytes;
}

/** In one piece, without the browser's streams: what they leave behind piles up until a collector comes by. */
function unpackBytes(packed: Uint8Array<ArrayBuffer>, { size, packedSize, method }: ZipEntry): Uint8Array<ArrayBuffer> {
  if (method === 0 && size === packedSize) return packed;
  if (method !== 8) throw new RangeError(`${size} bytes in ${packedSize} by compression ${method}`);
  if (size > MOST_INFLATED * packedSize + MOST_INFLATED)
    throw new RangeError(`${packedSize} bytes cannot hold ${size}`);
  return inflateSync(packed, { out: new Uint8Array(size) });
}

async function packedData({ archive, offset, packedSize }: ZipEntry): Promise<Blob> {
  const header = new DataView(await archive.slice(offset, offset + LOCAL_HEADER).arrayBuffer());
  if (header.getUint32(0, true) !== LOCAL_SIGNATURE) throw new RangeError('no file where the directory says');
  const start = offset + LOCAL_HEADER + header.getUint16(26, true) + header.getUint16(28, true);
  return archive.slice(start, start + packedSize);
}
