import type { KeptSummary } from '../../core/dataset/kept-films.ts';
import { formatBytes, formatCount, formatDate } from '../shared/format.ts';

function sizeWords(side: number, interpolation: KeptSummary['interpolation']): string {
  return `${side} × ${side} px${interpolation ? ` (${interpolation})` : ''}`;
}

/** Words about sets that this browser keeps decoded. */
export const keptWords = {
  title: 'Open again',
  hint: 'Kept in this browser, decoded: no new drop is needed.',
  set: ({ films, imageSize, interpolation, bytes }: KeptSummary) =>
    `${formatCount(films)} films at ${sizeWords(imageSize, interpolation)}, ${formatBytes(bytes)}`,
  when: (iso: string) => `kept on ${formatDate(iso)}`,
  open: 'Open',
  openNamed: (name: string) => `Open ${name} again`,
  remove: 'Delete',
  removeNamed: ({ name, imageSize, interpolation }: KeptSummary) =>
    `Delete the kept films of ${name} at ${sizeWords(imageSize, interpolation)}`,
  here: (bytes: number) => `Kept in this browser for the next visit (${formatBytes(bytes)}).`,
  restored: (seconds: string) => `on an earlier visit, read back in ${seconds}.`,
  full: 'This browser has no room left to keep the decoded films: after a reload they are decoded again.',
  notKept: 'This browser does not keep the decoded films: after a reload they are decoded again.',
} as const;
