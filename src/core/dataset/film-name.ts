/** What a film's name tells of its child. */
export interface FilmOwner {
  /** Key by which films of one child are counted: (person, pathogen), (prefix, IM number), or Mendeley's (class, number). */
  readonly patient: string;
  /** Coarser key for splitting: films that might be of one child share it. */
  readonly person: string;
  /** The number in the name. */
  readonly number: number;
  /** Code in `PATHOGENS`: 0 where the name tells none. */
  readonly pathogen: number;
}

const KAGGLE_PNEUMONIA = /^(person(\d+))_(bacteria|virus)_\d+(?:_\d+)?$/;
const KAGGLE_NORMAL = /^((?:normal2-)?im-(\d+))-\d+(?:-\d+)?$/;
const MENDELEY = /^(normal|bacteria|virus)-(\d+)-\d+$/;
const SYNTHETIC = /^(synthetic-(\d+))-\d+$/;

/** What systems put behind the name of a copy: `(1)`, ` - Copy`, ` copy 2`. */
const COPY_MARK = /(?:\(\d{1,4}\)|[\s_-]copy(?:[\s_]\d{1,4})?)$/;

const PATHOGEN_CODES: Readonly<Record<string, number>> = { bacteria: 1, virus: 2 };

/**
 * The child behind a file name of the Kaggle, Mendeley or synthetic set; null for any other name.
 * The keys are inferred from the names, nothing else is published: `person12_bacteria` and `person12_virus` are most likely
 * two children, and so are `IM-0123` and `NORMAL2-IM-0123`, which is why they are counted apart and yet kept together when
 * the app itself splits.
 */
export function parseFilmName(fileName: string): FilmOwner | null {
  const stem = stemOf(fileName);
  const pneumonia = KAGGLE_PNEUMONIA.exec(stem);
  if (pneumonia) {
    const [, person = '', digits, pathogen = ''] = pneumonia;
    return {
      patient: `${person}_${pathogen}`,
      person,
      number: Number(digits),
      pathogen: PATHOGEN_CODES[pathogen] ?? 0,
    };
  }
  const mendeley = MENDELEY.exec(stem);
  if (mendeley) {
    const [, kind = '', digits] = mendeley;
    const [patient, person] = [`${kind}-${digits}`, `mendeley-${digits}`];
    return { patient, person, number: Number(digits), pathogen: PATHOGEN_CODES[kind] ?? 0 };
  }
  const normal = KAGGLE_NORMAL.exec(stem);
  if (normal) {
    const [, patient = '', digits] = normal;
    return { patient, person: `im-${digits}`, number: Number(digits), pathogen: 0 };
  }
  const [, synthetic, digits] = SYNTHETIC.exec(stem) ?? [];
  return synthetic ? { patient: synthetic, person: synthetic, number: Number(digits), pathogen: 0 } : null;
}

/** The name without its ending and without the marks of copies, in lower case. */
function stemOf(fileName: string): string {
  let stem = withoutTail(fileName.replace(/\.[^.]*$/, '').toLowerCase());
  for (let mark = COPY_MARK.exec(stem); mark; mark = COPY_MARK.exec(stem))
    stem = withoutTail(stem.slice(0, mark.index));
  return stem;
}

/** Without blanks around, and without the hyphen before a mark. */
function withoutTail(stem: string): string {
  const bare = stem.trim();
  return bare.endsWith(' -') ? bare.slice(0, -2).trimEnd() : bare;
}

/** The last segment of a path. */
export function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
