import { useAppState } from '../AppContext.tsx';
import { Note } from '../shared/Note.tsx';
import { frameWords } from '../words/frame.ts';
import styles from './BrowserNotes.module.css';

/** What this browser lacks, with the way out; nothing where nothing is missing. */
export function BrowserNotes() {
  const { secureContext, indexedDb } = useAppState((state) => state.capabilities);
  if (secureContext && indexedDb) return null;
  const words = secureContext ? frameWords.noDatabase : frameWords.insecure;
  return (
    <div className={styles.notes}>
      <Note tone="warn" title={words.title}>
        <p>{words.advice}</p>
      </Note>
    </div>
  );
}
