import type { Entry, Ignored, IgnoredReason } from './types.ts';

/** An entry that may be a film, with its path cut into folders and name. */
export interface Candidate {
  readonly entry: Entry;
  readonly folders: readonly string[];
  readonly fileName: string;
}

const IMAGE_NAME = /\.(jpe?g|jpe|jfif|png|webp|bmp|gif|avif|dcm|dicom|dic)$/i;
/** DICOM films often carry a bare name, or their number (UID) with its dots. */
const BARE_NAME = /^[^.]+$|^\d+(\.\d+)*$/;
const SYSTEM_NAMES: ReadonlySet<string> = new Set([
  '__macosx',
  'thumbs.db',
  'dicomdir',
  'desktop.ini',
  'ehthumbs.db',
  '$recycle.bin',
]);

/** Parts the entries into possible films and those that are none, by their names and sizes alone. */
export function siftEntries(entries: readonly Entry[]): { candidates: Candidate[]; ignored: Ignored[] } {
  const candidates: Candidate[] = [];
  const ignored: Ignored[] = [];
  // Archives that were added to hold a file twice; whoever unpacks them is left with the last.
  const last = new Map(entries.map((entry) => [entry.path, entry]));
  for (const entry of entries) {
    const segments = entry.path.split(/[\\/]/).filter((segment) => segment !== '' && segment !== '.');
    const reason = reasonToIgnore(segments, entry.size);
    if (reason) ignored.push({ path: entry.path, reason });
    else if (last.get(entry.path) !== entry) ignored.push({ path: entry.path, reason: 'same-path' });
    else candidates.push({ entry, folders: segments.slice(0, -1), fileName: segments.at(-1) as string });
  }
  return { candidates, ignored };
}

function reasonToIgnore(segments: readonly string[], size: number): IgnoredReason | null {
  if (segments.includes('..')) return 'unsafe-path';
  if (segments.some(isSystemName)) return 'system-file';
  const name = segments.at(-1);
  if (name === undefined || !(IMAGE_NAME.test(name) || BARE_NAME.test(name))) return 'not-an-image';
  return size === 0 ? 'file-empty' : null;
}

/** Folders and files that systems leave behind; anything that begins with a dot is hidden on purpose. */
function isSystemName(segment: string): boolean {
  return segment.startsWith('.') || SYSTEM_NAMES.has(segment.toLowerCase());
}
