import { type ClassificationReport, classificationReport, correctOf, type MeanRow } from './confusion.ts';

/** The four figures of one line. */
type Line = readonly [number, number, number];

/**
 * The classification report as scikit-learn prints it (`zero_division=0`, `labels` = the classes): where some answer lies
 * beyond the classes, a micro average stands in place of the accuracy.
 */
export function reportText(
  matrix: readonly (readonly number[])[],
  classNames: readonly string[],
  digits: number = 2,
): string {
  const report = classificationReport(matrix);
  const { films } = correctOf(matrix);
  const width = Math.max(...classNames.map((name) => name.length), 'weighted avg'.length, digits);
  const row = (name: string, cells: readonly string[]) =>
    `${name.padStart(width)} ${cells.map((cell) => ` ${cell.padStart(9)}`).join('')}\n`;
  const numbers = (name: string, line: Line, support: number) =>
    row(name, [...line.map((value) => fixed(value, digits)), String(support)]);
  const mean = (name: string, { precision, recall, f1 }: MeanRow) => numbers(name, [precision, recall, f1], films);
  const classes = report.classes.map(({ precision, recall, f1, support }, label) =>
    numbers(classNames[label] ?? '', [precision ?? 0, recall ?? 0, f1 ?? 0], support),
  );
  const overall = matrix.some((cells) => cells[matrix.length])
    ? numbers('micro avg', micro(matrix, report), films)
    : row('accuracy', ['', '', fixed(report.accuracy, digits), String(films)]);
  const head = row('', ['precision', 'recall', 'f1-score', 'support']);
  return `${head}\n${classes.join('')}\n${overall}${mean('macro avg', report.macro)}${mean('weighted avg', report.weighted)}`;
}

function micro(matrix: readonly (readonly number[])[], { accuracy }: ClassificationReport): Line {
  const { correct, films } = correctOf(matrix);
  const answered = films - matrix.reduce((sum, cells) => sum + (cells[matrix.length] ?? 0), 0);
  return [answered ? correct / answered : 0, accuracy, (2 * correct) / (films + answered)];
}

/** As Python writes it: exact halves go to the even digit, where `toFixed` goes up. */
function fixed(value: number, digits: number): string {
  const scaled = value * 10 ** digits;
  const isExactHalf = scaled % 1 === 0.5 && Number.isInteger(value * 2 ** (digits + 1));
  return isExactHalf && Math.floor(scaled) % 2 === 0
    ? (Math.floor(scaled) / 10 ** digits).toFixed(digits)
    : value.toFixed(digits);
}
