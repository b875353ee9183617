import { useEffect, useState } from 'react';
import { readDrop, sortFiles } from '../../app/read-drop.ts';
import { frameWords } from '../words/frame.ts';
import styles from './DropCurtain.module.css';
import { useIntake } from './use-intake.ts';

/** Lets films be dropped anywhere on the page, or pasted; a curtain says so while they hang in the air. */
export function DropCurtain() {
  const isOver = usePageDrop();
  if (!isOver) return null;
  return (
    <div className={styles.curtain} aria-hidden="true">
      <p className={styles.words}>{frameWords.dropHere}</p>
      <p>{frameWords.dropHint}</p>
    </div>
  );
}

function usePageDrop(): boolean {
  const take = useIntake();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!event.relatedTarget) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      void readDrop(event.dataTransfer).then(take);
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
  return isOver;
}
