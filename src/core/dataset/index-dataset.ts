import { AppError } from '../base/errors.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type Placed, placeFilms } from './layout.ts';
import { ownSplits } from './own-splits.ts';
import { patientsByName } from './patients.ts';
import { siftEntries } from './sift.ts';
import type { DatasetIndex, Entry, SourceKind } from './types.ts';

/** Classes a dataset may have. */
const CLASS_LIMITS = { min: 2, max: 20 } as const;

/** Choices that the folders leave open. */
export interface IndexOptions {
  /** Seed of the split where the tree has none. */
  readonly seed: number;
}

/**
 * Reads a dataset from names and sizes alone, before any film is opened.
 * Throws `no-images`, `one-class` and `too-many-classes`.
 */
export function indexDataset(
  name: string,
  source: SourceKind,
  entries: readonly Entry[],
  options: IndexOptions,
): DatasetIndex {
  const sifted = siftEntries(entries);
  if (sifted.candidates.length === 0) throw new AppError('no-images', { entries: entries.length });
  const { layout, placed, ignored } = placeFilms(sifted.candidates);
  const classNames = classNamesOf(placed);
  const films = placed.sort((a, b) => compare(a.candidate.entry.path, b.candidate.entry.path));
  const paths = films.map((film) => film.candidate.entry.path);
  const sizes = Float64Array.from(films, (film) => film.candidate.entry.size);
  const labels = labelsOf(films, classNames);
  const columns = patientsByName(paths);
  const splits =
    layout === 'splits'
      ? Uint8Array.from(films, (film) => film.split ?? 0)
      : ownSplits({ ...columns, labels, classNames }, options.seed);
  const fingerprint = fingerprintOf({ paths, sizes, splits, labels });
  return {
    name,
    source,
    layout,
    classNames,
    paths,
    sizes,
    splits,
    splitSeed: layout === 'splits' ? null : options.seed,
    labels,
    ...columns,
    ignored: [...sifted.ignored, ...ignored].sort((a, b) => compare(a.path, b.path)),
    fingerprint,
    namedFingerprint: fingerprint,
  };
}

/** Order by code units: the same on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** One spelling for names that differ in case or Unicode form only: `train/Normal` and `test/NORMAL` are one class. */
function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function classNamesOf(placed: readonly Placed[]): string[] {
  const spellings = new Map<string, string>();
  for (const { className } of placed) {
    const folded = foldName(className);
    const shown = className.normalize('NFC');
    const known = spellings.get(folded);
    if (known === undefined || shown < known) spellings.set(folded, shown);
  }
  const names = [...spellings.values()].sort(compare);
  if (names.length > CLASS_LIMITS.max) {
    throw new AppError('too-many-classes', { classes: names.length, most: CLASS_LIMITS.max });
  }
  if (names.length < CLASS_LIMITS.min) {
    throw new AppError('one-class', { className: names[0] ?? '', films: placed.length });
  }
  return names;
}

function labelsOf(films: readonly Placed[], classNames: readonly string[]): Uint8Array {
  const labels = new Map(classNames.map((name, label) => [foldName(name), label]));
  return Uint8Array.from(films, (film) => labels.get(foldName(film.className)) as number);
}
