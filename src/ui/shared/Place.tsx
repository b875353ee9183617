import type { ReactNode } from 'react';
import styles from './Place.module.css';

interface PlaceProps {
  readonly title: string;
  /** One line under the title: what stands here now. */
  readonly summary?: ReactNode;
  /** The primary action, and at most one beside it. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of a place: title at the left, its action always at the top right. */
export function Place({ title, summary, actions, children }: PlaceProps) {
  return (
    <div className={styles.place}>
      <header className={styles.head}>
        <div className={styles.words}>
          <h1 tabIndex={-1}>{title}</h1>
          {summary && <p className={styles.summary}>{summary}</p>}
        </div>
        <div className={styles.actions}>{actions}</div>
      </header>
      {children}
    </div>
  );
}
