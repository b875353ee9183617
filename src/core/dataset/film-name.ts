/** What a film's name tells of its child. */
export interface FilmOwner {
  /** Key by which films of one child are counted: (person, pathogen), (prefix, IM number), or Mendeley's (class, number). */
  readonly patient: string;
  /** Coarser key for splitting: films that might be of one child share it. */
  readonly person: string;
}

const KAGGLE_PNEUMONIA = /^(person\d+)_(bacteria|virus)_\d+(?:_\d+)?$/;
const KAGGLE_NORMAL = /^((?:normal2-)?im-\d+)-\d+(?:-\d+)?$/;
const MENDELEY = /^(normal|bacteria|virus)-(\d+)-\d+$/;
const SYNTHETIC = /^(synthetic-\d+)-\d+$/;

/**
 * The child behind a file name of the Kaggle, Mendeley or synthetic set; null for any other name.
 * The keys are inferred from the names, nothing else is published: `person12_bacteria` and `person12_virus` are most likely
 * two children, which is why they are counted apart and yet kept together when the app itself splits.
 */
export function parseFilmName(fileName: string): FilmOwner | null {
  const stem = fileName.replace(/\.[^.]*$/, '').toLowerCase();
  const pneumonia = KAGGLE_PNEUMONIA.exec(stem);
  if (pneumonia) return { patient: `${pneumonia[1]}_${pneumonia[2]}`, person: `${pneumonia[1]}` };
  const mendeley = MENDELEY.exec(stem);
  if (mendeley) return { patient: `${mendeley[1]}-${mendeley[2]}`, person: `mendeley-${mendeley[2]}` };
  const own = KAGGLE_NORMAL.exec(stem) ?? SYNTHETIC.exec(stem);
  return own ? { patient: `${own[1]}`, person: `${own[1]}` } : null;
}

/** The last segment of a path. */
export function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
