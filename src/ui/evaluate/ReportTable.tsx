import { type ClassRow, classificationReport, type MeanRow } from '../../core/metrics/confusion.ts';
import { ClassName } from '../shared/ClassName.tsx';
import { formatCount } from '../shared/format.ts';
import { Panel } from '../shared/Panel.tsx';
import { Scroll } from '../shared/Scroll.tsx';
import table from '../shared/table.module.css';
import { evaluateWords } from '../words/evaluate.ts';

const words = evaluateWords.report;

interface ReportTableProps {
  readonly matrix: readonly (readonly number[])[];
  readonly classNames: readonly string[];
}

/** Precision, recall, F1 and films per class, with their means, in the shape scikit-learn prints. */
export function ReportTable({ matrix, classNames }: ReportTableProps) {
  const report = classificationReport(matrix);
  return (
    <Panel title={words.title}>
      <Scroll label={words.caption}>
        <table className={table.table}>
          <caption className="visually-hidden">{words.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.class}</th>
              {[words.precision, words.recall, words.f1, words.support].map((name) => (
                <th key={name} scope="col" className={table.number}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.classes.map((row, label) => (
              <ReportRow key={classNames[label]} name={classNames[label] ?? ''} row={row} label={label} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.accuracy}</th>
              <td />
              <td />
              <td className={table.number}>{toFigure(report.accuracy)}</td>
              <td className={table.number}>{formatCount(report.macro.support)}</td>
            </tr>
            <ReportRow name={words.macro} row={report.macro} />
            <ReportRow name={words.weighted} row={report.weighted} />
          </tfoot>
        </table>
      </Scroll>
    </Panel>
  );
}

interface ReportRowProps {
  readonly name: string;
  readonly row: ClassRow | MeanRow;
  /** Absent for a mean. */
  readonly label?: number;
}

function ReportRow({ name, row, label }: ReportRowProps) {
  return (
    <tr>
      <th scope="row">{label === undefined ? name : <ClassName label={label} name={name} />}</th>
      <td className={table.number}>{toFigure(row.precision)}</td>
      <td className={table.number}>{toFigure(row.recall)}</td>
      <td className={table.number}>{toFigure(row.f1)}</td>
      <td className={table.number}>{formatCount(row.support)}</td>
    </tr>
  );
}

function toFigure(value: number | null): string {
  return value === null || !Number.isFinite(value) ? '–' : value.toFixed(3);
}
