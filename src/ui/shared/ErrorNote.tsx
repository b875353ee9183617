import type { ReactNode } from 'react';
import type { AppError } from '../../core/base/errors.ts';
import { commonWords } from '../words/common.ts';
import styles from './ErrorNote.module.css';
import { ERROR_WORDS } from './error-words.ts';
import { Note } from './Note.tsx';

interface ErrorNoteProps {
  readonly error: AppError;
  readonly action?: ReactNode;
  /** What it happened to, where the place does not say it. */
  readonly children?: string;
}

/** An error in plain words: what happened and what to do; code and facts behind a fold. */
export function ErrorNote({ error, action, children }: ErrorNoteProps) {
  const { title, advice } = ERROR_WORDS[error.code];
  return (
    <Note tone="bad" title={title} action={action} urgent>
      <p>
        {children} {advice}
      </p>
      <ErrorDetails error={error} />
    </Note>
  );
}

/** The fold under an error with its code and facts. */
export function ErrorDetails({ error }: { readonly error: AppError }) {
  return (
    <details className={styles.details} data-testid="error" data-value={error.code}>
      <summary>{commonWords.details}</summary>
      <dl>
        <div>
          <dt>{commonWords.code}</dt>
          <dd>{error.code}</dd>
        </div>
        {Object.entries(error.details).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
