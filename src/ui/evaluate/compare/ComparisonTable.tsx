import type { Compared } from '../../../app/compared.ts';
import { type Figure, isMissing } from '../../../core/metrics/figure.ts';
import { cx } from '../../shared/cx.ts';
import { plural } from '../../shared/format.ts';
import { Scroll } from '../../shared/Scroll.tsx';
import table from '../../shared/table.module.css';
import { commonWords } from '../../words/common.ts';
import { VERDICT_WORDS, compareWords as words } from '../../words/compare.ts';
import { missingText } from '../figure-text.ts';
import { writeThreshold } from '../point/point-words.ts';
import styles from './Compare.module.css';
import { differenceRows } from './difference-rows.ts';

interface ComparisonTableProps {
  readonly compared: Compared;
  readonly positive: number;
}

/** Differences with the word each interval allows, and the textbook tests beside them. */
export function ComparisonTable({ compared, positive }: ComparisonTableProps) {
  const { comparison, point, thresholds } = compared;
  const { films, patients, mcNemar, deLong } = comparison;
  const of = `${commonWords.films(films)} of ${plural(patients, 'patient', 'patients')}`;
  return (
    <>
      <Scroll label={words.caption}>
        <table className={table.table} data-testid="comparison">
          <caption className="visually-hidden">{words.caption}</caption>
          <thead>
            <tr>
              {words.columns.map((name, place) => (
                <th key={name} scope="col" className={place > 1 ? table.number : ''}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {differenceRows(comparison, positive).map((row) => (
              <tr key={row.key} data-figure={row.key} data-verdict={row.verdict}>
                <th scope="row">{row.name}</th>
                <td
                  className={cx(
                    styles.verdict,
                    row.verdict === 'better' || row.verdict === 'worse' ? styles[row.verdict] : styles.quiet,
                  )}
                >
                  {VERDICT_WORDS[row.verdict]}
                </td>
                <td className={table.number}>{row.first}</td>
                <td className={table.number}>{row.second}</td>
                <td className={table.number}>{row.value}</td>
                <td className={table.number}>{row.interval}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className={styles.small} data-testid="compared-at" data-value={point}>
        {words.how(of, atWords(point, thresholds))}
      </p>
      <details>
        <summary>{words.beside}</summary>
        <p>{words.mcNemar(mcNemar.onlyFirst, mcNemar.onlySecond, pText(mcNemar.p), words.methods[mcNemar.method])}</p>
        {comparison.classes.length === 2 && <p>{words.deLong(pText(deLong.p))}</p>}
        <p className={styles.small}>{words.ignores}</p>
      </details>
    </>
  );
}

function atWords(point: Compared['point'], [first, second]: Compared['thresholds']): string {
  if (first === null || second === null) return words.atLikeliest;
  return words.atPoint(words.points[point], writeThreshold(first), writeThreshold(second));
}

function pText(p: Figure): string {
  if (isMissing(p)) return missingText(p);
  return p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`;
}
