import type { ReactNode } from 'react';
import styles from './Empty.module.css';

/** A place or panel whose time has not come: one sentence, and the button that brings it. */
export function Empty({ sentence, children }: { readonly sentence: string; readonly children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p>{sentence}</p>
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
