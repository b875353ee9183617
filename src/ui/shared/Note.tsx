import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Note.module.css';

const ICONS = { info: Info, warn: TriangleAlert, bad: CircleAlert };

interface NoteProps {
  readonly tone?: keyof typeof ICONS;
  readonly title?: string;
  readonly children?: ReactNode;
  /** One button that acts on it. */
  readonly action?: ReactNode;
  /** Read out at once by a screen reader; for what has just gone wrong. */
  readonly urgent?: boolean;
}

/** A remark of the page in the flow of a place: what is, why it matters, what can be done. */
export function Note({ tone = 'info', title, children, action, urgent = false }: NoteProps) {
  const Icon = ICONS[tone];
  return (
    <div className={cx(styles.note, styles[tone])} {...(urgent ? { role: 'alert' } : {})}>
      <Icon size={18} aria-hidden="true" className={styles.icon ?? ''} />
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        {children}
      </div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
