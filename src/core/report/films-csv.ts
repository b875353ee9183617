import { decide, type Scores } from '../metrics/scores.ts';

/** The films of a judged split beside their scores, `[films]` each. */
export interface ListedFilms {
  /** Sample number of each film in its dataset, from 0. */
  readonly samples: ArrayLike<number>;
  /** File names; null leaves them out, and films are called by number. */
  readonly names: readonly string[] | null;
}

/** What is written for each film. */
export interface FilmOutputs extends ListedFilms {
  readonly split: string;
  readonly classNames: readonly string[];
  readonly scores: Scores;
  /** Cut on the positive class of two; null: the likeliest class. */
  readonly threshold: number | null;
}

/** Stands for an answer that is none of the classes (the paper's network has ten outputs for two). */
const OTHER = 'other';

/**
 * One line per film: file, patient (a number), split, truth, `p_CLASS` per class and prediction; RFC 4180, and no cell that a
 * spreadsheet would take for a formula.
 */
export function filmsCsv({ split, classNames, scores, threshold, ...listed }: FilmOutputs): string {
  const { labels, probabilities, clusters, classes } = scores;
  const answers = decide(scores, threshold);
  const head = ['file', 'patient', 'split', 'truth', ...classNames.map((name) => `p_${name}`), 'prediction'];
  const rows = Array.from(labels, (label, film) => [
    filmName(listed, film),
    String(clusters[film]),
    split,
    classNames[label] ?? '',
    ...Array.from(probabilities.subarray(film * classes, (film + 1) * classes), number),
    classNames[answers[film] as number] ?? OTHER,
  ]);
  return [head, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

/** The name of a film, or `film-0001` with its sample number from one. */
export function filmName({ samples, names }: ListedFilms, film: number): string {
  return names?.[film] ?? `film-${String((samples[film] as number) + 1).padStart(4, '0')}`;
}

function number(value: number): string {
  return Number.isFinite(value) ? String(value) : '';
}

/** Excel, LibreOffice and Sheets run what begins with one of these. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
