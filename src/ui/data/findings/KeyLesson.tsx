import type { Finding } from '../../../core/dataset/findings/types.ts';
import { formatCount } from '../../shared/format.ts';
import { Scroll } from '../../shared/Scroll.tsx';
import table from '../../shared/table.module.css';
import { numberOf } from '../../words/findings.ts';
import { KEY_WORDS, patientWords } from '../../words/patients.ts';
import styles from './FindingsPanel.module.css';

const { lesson } = patientWords;

/** What coarser keys than the right one would call shared: a table of false alarms. */
export function KeyLesson({ finding }: { readonly finding: Finding }) {
  const keys = Object.keys(KEY_WORDS) as (keyof typeof KEY_WORDS)[];
  return (
    <div className={styles.lesson}>
      <p className={styles.quiet}>{lesson.text}</p>
      <Scroll label={lesson.caption}>
        <table className={table.table}>
          <caption className="visually-hidden">{lesson.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{lesson.key}</th>
              <th scope="col" className={table.number}>
                {lesson.shared}
              </th>
            </tr>
          </thead>
          <tbody>
            <Alarm name={lesson.right} count={0} />
            {keys.map((key) => (
              <Alarm key={key} name={KEY_WORDS[key]} count={numberOf(finding, key)} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}

function Alarm({ name, count }: { readonly name: string; readonly count: number }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={table.number}>{formatCount(count)}</td>
    </tr>
  );
}
