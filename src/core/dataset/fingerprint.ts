import { fileNameOf } from './film-name.ts';

/**
 * FNV-1a over file names, sizes, splits and labels, 8 hex digits: the same films give the same, as a folder or as a zip,
 * whatever folders are wrapped around them.
 */
export function fingerprintOf(
  paths: readonly string[],
  sizes: Float64Array,
  splits: Uint8Array,
  labels: Uint8Array,
): string {
  let hash = 0x811c9dc5;
  paths.forEach((path, sample) => {
    const line = `${fileNameOf(path).normalize('NFC')}\t${sizes[sample]}\t${splits[sample]}\t${labels[sample]}\n`;
    for (let i = 0; i < line.length; i++) hash = Math.imul(hash ^ line.charCodeAt(i), 0x01000193);
  });
  return (hash >>> 0).toString(16).padStart(8, '0');
}
