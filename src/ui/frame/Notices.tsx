import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Notice } from '../../app/state.ts';
import { AppError } from '../../core/base/errors.ts';
import { useAppState, useCommands } from '../AppContext.tsx';
import { cx } from '../shared/cx.ts';
import { ErrorDetails } from '../shared/ErrorNote.tsx';
import { ERROR_WORDS } from '../shared/error-words.ts';
import { frameWords } from '../words/frame.ts';
import styles from './Notices.module.css';

/** How long a passing message stays, ms; errors stay until they are dismissed. */
const STAY_MS = 7000;

/** Passing messages, at the foot of the page. */
export function Notices() {
  const notices = useAppState((state) => state.notices);
  return (
    <section className={styles.notices} aria-label={frameWords.notices}>
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { dismiss } = useCommands();
  const { id, tone, content } = notice;
  useEffect(() => {
    if (tone === 'error') return;
    const timer = setTimeout(() => dismiss(id), STAY_MS);
    return () => clearTimeout(timer);
  }, [id, tone, dismiss]);
  const Icon = tone === 'error' ? CircleAlert : CircleCheck;
  return (
    <div className={cx(styles.notice, styles[tone])} role={tone === 'error' ? 'alert' : 'status'} data-testid="notice">
      <Icon size={18} aria-hidden="true" />
      <div>{content instanceof AppError ? <ErrorWordsOf error={content} /> : <p>{messageWords(content)}</p>}</div>
      <AriaButton className={styles.close ?? ''} aria-label={frameWords.dismiss} onPress={() => dismiss(id)}>
        <X size={16} aria-hidden="true" />
      </AriaButton>
    </div>
  );
}

function ErrorWordsOf({ error }: { readonly error: AppError }) {
  const { title, advice } = ERROR_WORDS[error.code];
  return (
    <>
      <p className={styles.title}>{title}</p>
      <p>{advice}</p>
      <ErrorDetails error={error} />
    </>
  );
}

function messageWords({ message, name }: Exclude<Notice['content'], AppError>): string {
  return frameWords.notice[message](name);
}
