import { ClassName } from '../shared/ClassName.tsx';
import { formatCount, formatPercent } from '../shared/format.ts';
import { Panel } from '../shared/Panel.tsx';
import { Scroll } from '../shared/Scroll.tsx';
import table from '../shared/table.module.css';
import { evaluateWords } from '../words/evaluate.ts';
import styles from './ConfusionTable.module.css';

const words = evaluateWords.confusion;

interface ConfusionTableProps {
  /** Rows truth, columns predicted; one more column when outputs beyond the classes were given. */
  readonly matrix: readonly (readonly number[])[];
  readonly classNames: readonly string[];
}

/** Truth against answer, each cell shaded by its share of the row. */
export function ConfusionTable({ matrix, classNames }: ConfusionTableProps) {
  const hasOther = (matrix[0]?.length ?? 0) > classNames.length;
  const columns = hasOther ? [...classNames, words.other] : classNames;
  return (
    <Panel title={words.title}>
      <Scroll label={words.caption}>
        <table className={styles.matrix}>
          <caption className="visually-hidden">{words.caption}</caption>
          <thead>
            <tr>
              <td className={styles.corner}>{words.truth} ↓</td>
              {columns.map((name, column) => (
                <th key={name} scope="col">
                  {column < classNames.length ? <ClassName label={column} name={name} /> : name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.map((row, truth) => (
              <Row key={classNames[truth]} row={row} truth={truth} name={classNames[truth] ?? ''} columns={columns} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className={table.foot}>
        {words.predicted} →{hasOther && ` ${words.otherHint}`}
      </p>
    </Panel>
  );
}

interface RowProps {
  readonly row: readonly number[];
  readonly truth: number;
  readonly name: string;
  readonly columns: readonly string[];
}

function Row({ row, truth, name, columns }: RowProps) {
  const films = row.reduce((sum, count) => sum + count, 0);
  return (
    <tr>
      <th scope="row">
        <ClassName label={truth} name={name} />
        <span className={styles.note}>{words.rowFilms(films)}</span>
      </th>
      {row.map((count, column) => {
        const share = films ? count / films : 0;
        const colour = column === truth ? 'var(--good)' : 'var(--bad)';
        return (
          <td
            key={columns[column]}
            data-row={truth}
            data-column={column}
            data-value={count}
            style={{ background: `color-mix(in srgb, ${colour} ${Math.round(Math.sqrt(share) * 40)}%, transparent)` }}
          >
            {formatCount(count)}
            <span className={styles.note}>{formatPercent(share)}</span>
          </td>
        );
      })}
    </tr>
  );
}
