import type { Ignored } from '../../core/dataset/types.ts';
import { cx } from '../shared/cx.ts';
import { formatCount } from '../shared/format.ts';
import { Scroll } from '../shared/Scroll.tsx';
import { dataWords, IGNORED_WORDS } from '../words/data.ts';
import { ignoredByReason } from './index-facts.ts';
import styles from './LeftOut.module.css';

/** More names than this help nobody. */
const SHOWN = 50;

interface LeftOutProps {
  readonly title: string;
  readonly entries: readonly Ignored[];
  readonly tone?: 'quiet' | 'warn';
  /** Test id of each entry. */
  readonly entryId?: string;
}

/** Entries that are no films of the dataset, by reason, behind a fold. */
export function LeftOut({ title, entries, tone = 'quiet', entryId = 'ignored-entry' }: LeftOutProps) {
  return (
    <details
      className={cx(styles.fold, tone === 'warn' && styles.warn)}
      data-testid={tone === 'warn' ? 'failed' : 'ignored'}
      data-value={entries.length}
    >
      <summary>{title}</summary>
      {ignoredByReason(entries).map(([reason, paths]) => (
        <details key={reason} className={styles.reason} data-reason={reason}>
          <summary>
            {IGNORED_WORDS[reason]} <span className={styles.count}>{formatCount(paths.length)}</span>
          </summary>
          <Scroll tall label={IGNORED_WORDS[reason]}>
            <ul>
              {paths.slice(0, SHOWN).map((path) => (
                <li key={path} data-testid={entryId}>
                  {path}
                </li>
              ))}
              {paths.length > SHOWN && <li>{dataWords.ignored.more(paths.length - SHOWN)}</li>}
            </ul>
          </Scroll>
        </details>
      ))}
    </details>
  );
}
