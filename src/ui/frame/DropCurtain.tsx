import { useEffect, useState } from 'react';
import { readDrop, sortFiles } from '../../app/read-drop.ts';
import { frameWords } from '../words/frame.ts';
import styles from './DropCurtain.module.css';
import { useIntake } from './use-intake.ts';

type DropState = 'none' | 'over' | 'reading';

/** Lets films be dropped anywhere on the page, or pasted; a curtain says so while they hang in the air. */
export function DropCurtain() {
  const state = usePageDrop();
  if (state === 'none') return null;
  return (
    <div className={styles.curtain} aria-hidden="true">
      <p className={styles.words}>{state === 'over' ? frameWords.dropHere : frameWords.dropReading}</p>
      <p>{state === 'over' ? frameWords.dropHint : frameWords.dropReadingHint}</p>
    </div>
  );
}

function usePageDrop(): DropState {
  const take = useIntake();
  const [state, setState] = useState<DropState>('none');
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setState('over');
    };
    const leave = (event: DragEvent) => {
      if (!event.relatedTarget) setState('none');
    };
    const drop = (event: DragEvent) => {
      setState('none');
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      // Listing thousands of files takes a second or two.
      setState('reading');
      void readDrop(event.dataTransfer)
        .then(take)
        .finally(() => setState('none'));
    };
    const paste = (event: ClipboardEvent) => take(sortFiles([...(event.clipboardData?.files ?? [])]));
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [take]);
  return state;
}
