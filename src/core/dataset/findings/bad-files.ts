import { type FilmFacts, FORMATS, isRead } from '../facts.ts';
import { fileNameOf } from '../film-name.ts';
import type { DatasetIndex, IgnoredReason } from '../types.ts';
import type { Finding } from './types.ts';

type Format = (typeof FORMATS)[number];

/** Formats by the end of a file's name. */
const BY_EXTENSION: Readonly<Record<string, Format>> = {
  jpg: 'jpeg',
  jpeg: 'jpeg',
  jpe: 'jpeg',
  jfif: 'jpeg',
  png: 'png',
  webp: 'webp',
  bmp: 'bmp',
  avif: 'avif',
  gif: 'gif',
  dcm: 'dicom',
  dicom: 'dicom',
};

/** Share of unreadable films from which the set itself seems damaged, and what is left may not be what was meant. */
const SERIOUS_SHARE = 0.05;

/** Films that could not be decoded, with the number of each reason; they take no part in any run anyway. */
export function unreadableFilms(films: number, failed: ReadonlyMap<number, IgnoredReason>): Finding | null {
  if (failed.size === 0) return null;
  const numbers: Record<string, number> = { films: failed.size };
  for (const reason of failed.values()) numbers[reason] = (numbers[reason] ?? 0) + 1;
  const severity = failed.size >= SERIOUS_SHARE * films ? 'serious' : 'warning';
  const samples = [...failed.keys()].sort((a, b) => a - b);
  const code = 'unreadable-films';
  return { code, severity, numbers, names: {}, films: samples, groups: [], action: null, leaveOut: [] };
}

/** Films whose name says another format than their bytes: they are read by their bytes, other tools may not. */
export function wrongExtensions({ paths }: DatasetIndex, facts: FilmFacts): Finding | null {
  const films: number[] = [];
  let example = '';
  paths.forEach((path, film) => {
    const expected = BY_EXTENSION[/\.([^.]+)$/.exec(fileNameOf(path))?.[1]?.toLowerCase() ?? ''];
    const found = FORMATS[facts.format[film] as number] ?? 'unknown';
    if (!isRead(facts, film) || !expected || expected === found) return;
    films.push(film);
    example ||= found;
  });
  if (films.length === 0) return null;
  return {
    code: 'wrong-extension',
    severity: 'info',
    numbers: { films: films.length },
    names: { file: fileNameOf(paths[films[0] as number] as string), format: example },
    films,
    groups: [],
    action: null,
    leaveOut: [],
  };
}
