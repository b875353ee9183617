import type { FilmFacts } from '../../../core/dataset/facts.ts';
import { fileNameOf } from '../../../core/dataset/film-name.ts';
import type { Finding, FindingCode } from '../../../core/dataset/findings/types.ts';
import { type DatasetIndex, SPLITS, type Split } from '../../../core/dataset/types.ts';

/** Which films the gallery shows; null stands for all. */
export interface FilmFilter {
  readonly split: Split | null;
  readonly label: number | null;
  /** Code of a pathogen. */
  readonly pathogen: number | null;
  readonly finding: FindingCode | null;
  readonly patient: number | null;
  /** A part of the path, in any case. */
  readonly text: string;
}

export const ALL_FILMS: FilmFilter = {
  split: null,
  label: null,
  pathogen: null,
  finding: null,
  patient: null,
  text: '',
};

/** By what the gallery is sorted; `name` is the order of the index. */
export const FILM_SORTS = ['name', 'bytes', 'pixels', 'brightness', 'patient'] as const;
export type FilmSort = (typeof FILM_SORTS)[number];

/** What the gallery knows of its films. */
export interface KnownFilms {
  readonly index: DatasetIndex;
  /** Null until the films are decoded. */
  readonly facts: FilmFacts | null;
  readonly findings: readonly Finding[];
}

/** The samples a filter lets through, sorted; equal ones in the order of the index. */
export function chooseFilms(films: KnownFilms, filter: FilmFilter, sort: FilmSort): number[] {
  const passes = passesFilter(films, filter);
  const chosen: number[] = [];
  for (let sample = 0; sample < films.index.paths.length; sample++) if (passes(sample)) chosen.push(sample);
  const key = sortKey(films, sort);
  return key ? chosen.sort((a, b) => key(a) - key(b) || a - b) : chosen;
}

function passesFilter({ index, findings }: KnownFilms, filter: FilmFilter): (sample: number) => boolean {
  const split = filter.split === null ? null : SPLITS.indexOf(filter.split);
  const finding = findings.find((one) => one.code === filter.finding);
  const spoken = filter.finding === null ? null : new Set(finding?.films);
  const text = filter.text.trim().toLowerCase();
  return (sample) =>
    isAllOr(split, index.splits[sample]) &&
    isAllOr(filter.label, index.labels[sample]) &&
    isAllOr(filter.pathogen, index.pathogens[sample]) &&
    isAllOr(filter.patient, index.patients[sample]) &&
    (spoken?.has(sample) ?? true) &&
    (text === '' || (index.paths[sample] ?? '').toLowerCase().includes(text));
}

function isAllOr<T>(wanted: T | null, value: T | undefined): boolean {
  return wanted === null || wanted === value;
}

function sortKey({ index, facts }: KnownFilms, sort: FilmSort): ((sample: number) => number) | null {
  switch (sort) {
    case 'name':
      return null;
    case 'bytes':
      return (sample) => index.sizes[sample] as number;
    case 'patient':
      return (sample) => index.patients[sample] as number;
    case 'pixels':
      return facts && ((sample) => (facts.width[sample] as number) * (facts.height[sample] as number));
    case 'brightness':
      return facts && ((sample) => facts.mean[sample] as number);
  }
}

/** The name a film is called by on screen. */
export function nameOf(index: DatasetIndex, sample: number): string {
  return fileNameOf(index.paths[sample] ?? '');
}
