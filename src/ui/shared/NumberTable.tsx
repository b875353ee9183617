import { Scroll } from './Scroll.tsx';
import table from './table.module.css';

interface NumberTableProps {
  readonly title: string;
  readonly columns: readonly string[];
  /** Written figures, a row each under the number that tells it from the others. */
  readonly rows: readonly { readonly key: number; readonly figures: readonly string[] }[];
  readonly tall?: boolean;
}

/** The points of a chart as a table of figures. */
export function NumberTable({ title, columns, rows, tall = false }: NumberTableProps) {
  return (
    <Scroll tall={tall} label={title}>
      <table className={table.table}>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col" className={table.number}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, figures }) => (
            <tr key={key}>
              {figures.map((figure, column) => (
                <td key={columns[column]} className={table.number}>
                  {figure}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
