import { useMemo, useRef, useState } from 'react';
import type { Evaluation } from '../../app/evaluations.ts';
import { ClassName } from '../shared/ClassName.tsx';
import { formatCount, formatPercent } from '../shared/format.ts';
import { Panel } from '../shared/Panel.tsx';
import { Scroll } from '../shared/Scroll.tsx';
import { Segmented } from '../shared/Segmented.tsx';
import table from '../shared/table.module.css';
import { evaluateWords } from '../words/evaluate.ts';
import { CellFilms } from './CellFilms.tsx';
import styles from './ConfusionTable.module.css';

const words = evaluateWords.confusion;

/** Of what a cell's share is. */
type Share = 'row' | 'column';

const SHARES = [
  { value: 'row', label: words.byRow },
  { value: 'column', label: words.byColumn },
] as const satisfies readonly { value: Share; label: string }[];

interface ConfusionTableProps {
  /** Rows truth, columns predicted; one more column when outputs beyond the classes were given. */
  readonly matrix: readonly (readonly number[])[];
  readonly classNames: readonly string[];
  readonly evaluation: Evaluation;
  /** On the positive class of two; null: the larger probability. */
  readonly threshold: number | null;
}

/** Truth against answer, each cell shaded by its share of the row or column; a cell opens its films. */
export function ConfusionTable({ matrix, classNames, evaluation, threshold }: ConfusionTableProps) {
  const [share, setShare] = useState<Share>('row');
  const [open, setOpen] = useState<Cell | null>(null);
  // The cell that was opened gets the keyboard's place back.
  const opener = useRef<HTMLButtonElement>(null);
  // The matrix follows the slider; its switch does not.
  const tools = useMemo(
    () => <Segmented label={words.share} value={share} options={SHARES} onChange={setShare} />,
    [share],
  );
  const hasOther = (matrix[0]?.length ?? 0) > classNames.length;
  const columns = hasOther ? [...classNames, words.other] : classNames;
  return (
    <Panel title={words.title} tools={tools}>
      <Matrix
        matrix={matrix}
        classNames={classNames}
        columns={columns}
        share={share}
        onOpen={(cell, button) => {
          opener.current = button;
          setOpen(cell);
        }}
      />
      <p className={table.foot}>
        {words.press} {hasOther && words.otherHint}
      </p>
      {open && (
        <CellFilms
          key={open.join()}
          evaluation={evaluation}
          threshold={threshold}
          truth={open[0]}
          answer={open[1]}
          answerName={columns[open[1]] ?? ''}
          onClose={() => {
            setOpen(null);
            opener.current?.focus();
          }}
        />
      )}
    </Panel>
  );
}

type Cell = readonly [truth: number, answer: number];

interface MatrixProps extends Pick<ConfusionTableProps, 'matrix' | 'classNames'> {
  readonly columns: readonly string[];
  readonly share: Share;
  readonly onOpen: (cell: Cell, button: HTMLButtonElement) => void;
}

function Matrix({ matrix, classNames, columns, share, onOpen }: MatrixProps) {
  const totals = columns.map((_, column) => matrix.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  return (
    <Scroll label={words.caption}>
      <table className={styles.matrix}>
        <caption className="visually-hidden">{words.caption}</caption>
        <thead>
          <tr>
            <td className={styles.corner}>
              {words.truth} ↓, {words.predicted} →
            </td>
            {columns.map((name, column) => (
              <th key={name} scope="col">
                {column < classNames.length ? <ClassName label={column} name={name} /> : name}
                <span className={styles.note}>{words.rowFilms(totals[column] ?? 0)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.map((row, truth) => (
            <Row
              key={classNames[truth]}
              row={row}
              truth={truth}
              name={classNames[truth] ?? ''}
              columns={columns}
              totals={share === 'column' ? totals : null}
              onOpen={(answer, button) => onOpen([truth, answer], button)}
            />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface RowProps {
  readonly row: readonly number[];
  readonly truth: number;
  readonly name: string;
  readonly columns: readonly string[];
  /** Films of each column where shares are of columns; null where they are of the row. */
  readonly totals: readonly number[] | null;
  readonly onOpen: (answer: number, button: HTMLButtonElement) => void;
}

function Row({ row, truth, name, columns, totals, onOpen }: RowProps) {
  const films = row.reduce((sum, count) => sum + count, 0);
  return (
    <tr>
      <th scope="row">
        <ClassName label={truth} name={name} />
        <span className={styles.note}>{words.rowFilms(films)}</span>
      </th>
      {row.map((count, column) => {
        const of = totals ? (totals[column] ?? 0) : films;
        const share = of ? count / of : 0;
        const colour = column === truth ? 'var(--good)' : 'var(--bad)';
        return (
          <td
            key={columns[column]}
            data-row={truth}
            data-column={column}
            data-value={count}
            style={{ background: `color-mix(in srgb, ${colour} ${Math.round(Math.sqrt(share) * 40)}%, transparent)` }}
          >
            <button
              type="button"
              className={styles.open}
              disabled={count === 0}
              aria-label={words.cell(formatCount(count), name, columns[column] ?? '', of ? formatPercent(share) : '–')}
              onClick={(event) => onOpen(column, event.currentTarget)}
            >
              {formatCount(count)}
              <span className={styles.note}>{of ? formatPercent(share) : '–'}</span>
            </button>
          </td>
        );
      })}
    </tr>
  );
}
