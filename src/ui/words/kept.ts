import { formatBytes, formatCount, formatDate } from '../shared/format.ts';

/** Words about sets that this browser keeps decoded. */
export const keptWords = {
  title: 'Open again',
  hint: 'Kept in this browser, decoded: no new drop is needed.',
  set: (films: number, side: number, bytes: number) =>
    `${formatCount(films)} films at ${side} × ${side} px, ${formatBytes(bytes)}`,
  when: (iso: string) => `kept on ${formatDate(iso)}`,
  open: 'Open',
  openNamed: (name: string) => `Open ${name} again`,
  remove: 'Delete',
  removeNamed: (name: string, side: number) => `Delete the kept films of ${name} at ${side} px`,
  here: (bytes: number) => `Kept in this browser for the next visit (${formatBytes(bytes)}).`,
  restored: (seconds: string) => `on an earlier visit, read back in ${seconds}.`,
  full: 'This browser has no room left to keep the decoded films: after a reload they are decoded again.',
  notKept: 'This browser does not keep the decoded films: after a reload they are decoded again.',
} as const;
