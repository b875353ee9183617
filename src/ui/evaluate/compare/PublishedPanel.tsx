import type { Evaluation } from '../../../app/evaluations.ts';
import { publishedBeside } from '../../../core/report/published.ts';
import { useAppState } from '../../AppContext.tsx';
import { Panel } from '../../shared/Panel.tsx';
import { Scroll } from '../../shared/Scroll.tsx';
import table from '../../shared/table.module.css';
import { FIGURE_NAMES } from '../../words/judged.ts';
import { documentWords, PUBLISHED_SOURCES, PUBLISHED_VERDICTS } from '../../words/report.ts';
import { figureText, intervalText } from '../figure-text.ts';
import styles from './Compare.module.css';

const words = documentWords.published;

/** Published figures inside or outside our intervals; nothing unless these are the official test films. */
export function PublishedPanel({ evaluation }: { readonly evaluation: Evaluation }) {
  const source = useAppState(({ dataset }) => ('index' in dataset ? dataset.index.source : 'synthetic'));
  const { split, outputs, judged } = evaluation;
  const rows = judged ? publishedBeside(judged.judgement, { classNames: outputs.classNames, split, source }) : [];
  if (rows.length === 0) return null;
  return (
    <Panel title={words.title}>
      <Scroll label={words.title}>
        <table className={table.table} data-testid="published">
          <caption className="visually-hidden">{words.title}</caption>
          <thead>
            <tr>
              {words.head.map((name, place) => (
                <th key={name} scope="col" className={place > 2 ? table.number : ''}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.source} ${row.figure}`}>
                <th scope="row">{PUBLISHED_SOURCES[row.source]}</th>
                <td>{FIGURE_NAMES[row.figure]}</td>
                <td>{PUBLISHED_VERDICTS[row.verdict]}</td>
                <td className={table.number}>{figureText(row.figure, row.published)}</td>
                <td className={table.number}>{figureText(row.figure, row.ours)}</td>
                <td className={table.number}>{intervalText(row.figure, row.interval)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className={styles.small}>{words.note}</p>
    </Panel>
  );
}
