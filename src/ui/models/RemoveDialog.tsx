import { useEffect, useId, useRef } from 'react';
import { Button } from '../shared/Button.tsx';
import { modelsWords } from '../words/models.ts';
import styles from './RemoveDialog.module.css';

const words = modelsWords.removal;

interface RemoveDialogProps {
  readonly name: string;
  readonly onClose: (confirmed: boolean) => void;
}

/** Asks once before a saved network is deleted. */
export function RemoveDialog({ name, onClose }: RemoveDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const close = (confirmed: boolean) => {
    // It gives the keyboard's place back to what it was opened from; a dialog that is merely taken away does not.
    dialog.current?.close();
    onClose(confirmed);
  };
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={id} onCancel={() => onClose(false)}>
      <h2 id={id}>{words.title(name)}</h2>
      <p>{words.text}</p>
      <div className={styles.actions}>
        <Button onPress={() => close(false)}>{words.keep}</Button>
        <Button kind="danger" onPress={() => close(true)}>
          {words.confirm}
        </Button>
      </div>
    </dialog>
  );
}
