import { AppError } from '../base/errors.ts';

/** One line of a user's table: a film by name or path, and its patient. */
export interface PatientRow {
  readonly file: string;
  readonly patient: string;
}

/** What a table says of the films: per sample a patient or null, and how many of its rows no film has the name of. */
export interface TableMatch {
  readonly keys: readonly (string | null)[];
  readonly spareRows: number;
}

const FILE_HEADS: ReadonlySet<string> = new Set([
  'file',
  'filename',
  'file name',
  'file_name',
  'path',
  'image',
  'film',
]);
const PATIENT_HEADS: ReadonlySet<string> = new Set(['patient', 'patientid', 'patient id', 'patient_id', 'subject']);

/**
 * Reads a table with the columns file and patient: comma, semicolon or tab, quotes as in RFC 4180, a byte order mark and a
 * header are taken as they come; without a header the first two columns count. Throws `table-unusable`.
 */
export function parsePatientTable(text: string): PatientRow[] {
  const [head = [], ...rest] = parseRows(text.replace(/^\uFEFF/, ''));
  const names = head.map((cell) => cell.toLowerCase());
  const [file, patient] = [names.findIndex((n) => FILE_HEADS.has(n)), names.findIndex((n) => PATIENT_HEADS.has(n))];
  const hasHead = file >= 0 && patient >= 0;
  const [fileColumn, patientColumn] = hasHead ? [file, patient] : [0, 1];
  const rows = (hasHead ? rest : [head, ...rest]).flatMap((cells) => {
    const row = { file: cells[fileColumn] ?? '', patient: cells[patientColumn] ?? '' };
    return row.file && row.patient ? [row] : [];
  });
  if (rows.length === 0) throw new AppError('table-unusable', { lines: rest.length + (head.length ? 1 : 0) });
  return rows;
}

/**
 * Gives each film the patient of its row. A row may name a film by its path, the end of its path, or its name, with or
 * without the ending; where several rows fit, the longest counts, and the last of equals.
 */
export function matchTable(rows: readonly PatientRow[], paths: readonly string[]): TableMatch {
  const places = rows.map(({ file }) => folded(file).replace(/^\.?\/+/, ''));
  const byPlace = new Map(rows.map(({ patient }, row) => [places[row] as string, patient]));
  const used = new Set<string>();
  const keys = paths.map((path) => {
    const whole = folded(path);
    const place = longestEnd(byPlace, whole) ?? longestEnd(byPlace, whole.replace(/\.[^./]*$/, ''));
    if (place === null) return null;
    used.add(place);
    return byPlace.get(place) ?? null;
  });
  return { keys, spareRows: places.filter((place) => !used.has(place)).length };
}

/** The longest end of a path, cut between folders, that a row names. */
function longestEnd(byPlace: ReadonlyMap<string, unknown>, path: string): string | null {
  for (let end = path; ; end = end.slice(end.indexOf('/') + 1)) {
    if (byPlace.has(end)) return end;
    if (!end.includes('/')) return null;
  }
}

/** One spelling for what systems spell in different ways. */
function folded(path: string): string {
  return path.normalize('NFC').replaceAll('\\', '/').toLowerCase();
}

/** The cells of a table, blanks around them cut; empty lines are left out. */
function parseRows(text: string): string[][] {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endRow = () => {
    cells.push(cell.trim());
    if (cells.some((word) => word !== '')) rows.push(cells);
    [cells, cell] = [[], ''];
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') cell += text[i++];
      else isQuoted = false;
    } else if (char === '"' && cell.trim() === '') {
      [isQuoted, cell] = [true, ''];
    } else if (char === separator) {
      cells.push(cell.trim());
      cell = '';
    } else if (char === '\n' || char === '\r') {
      endRow();
    } else cell += char;
  }
  endRow();
  return rows;
}

/** The separator that the first line has most of; the comma of equals. */
function separatorOf(text: string): string {
  const [line = ''] = text
    .trimStart()
    .replace(/"[^"]*"/g, '')
    .split(/[\r\n]/, 1);
  const count = (char: string) => line.split(char).length;
  return [',', ';', '\t'].reduce((best, char) => (count(char) > count(best) ? char : best));
}
