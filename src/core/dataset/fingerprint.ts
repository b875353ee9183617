import { fileNameOf } from './film-name.ts';
import type { DatasetIndex } from './types.ts';

/** What tells one set of films from another; `patients` only where they come from the user, not from the names. */
type Marks = Pick<DatasetIndex, 'paths' | 'sizes' | 'splits' | 'labels'> & { readonly patients?: Int32Array };

/**
 * FNV-1a over file names, sizes, splits and labels, 8 hex digits: the same films give the same, as a folder or as a zip,
 * whatever folders are wrapped around them.
 */
export function fingerprintOf({ paths, sizes, splits, labels, patients }: Marks): string {
  let hash = 0x811c9dc5;
  paths.forEach((path, sample) => {
    const name = fileNameOf(path).normalize('NFC');
    const patient = patients ? `\t${patients[sample]}` : '';
    const line = `${name}\t${sizes[sample]}\t${splits[sample]}\t${labels[sample]}${patient}\n`;
    for (let i = 0; i < line.length; i++) hash = Math.imul(hash ^ line.charCodeAt(i), 0x01000193);
  });
  return (hash >>> 0).toString(16).padStart(8, '0');
}
