import { fileNameOf } from '../../core/dataset/film-name.ts';
import type { DatasetIndex, Entry } from '../../core/dataset/types.ts';
import type { DecodeSettings } from '../../core/pixels/settings.ts';

/**
 * Name under which a decoded set is kept: SHA-256 over the settings and, film by film in the order of the index, name, size and
 * the file's time or checksum. Null where the page has no secure context, which has no such hash.
 */
export async function keptIdOf(
  index: DatasetIndex,
  entries: readonly Entry[],
  { imageSize, interpolation }: DecodeSettings,
): Promise<string | null> {
  if (!globalThis.isSecureContext) return null;
  const stamps = new Map(entries.map((entry) => [entry.path, entry.stamp]));
  const films = index.paths.map((path, i) => `${fileNameOf(path)}\t${index.sizes[i]}\t${stamps.get(path) ?? ''}`);
  const text = [`${imageSize} ${interpolation}`, ...films].join('\n');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
