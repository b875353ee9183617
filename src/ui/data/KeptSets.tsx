import { FolderOpen, Trash2 } from 'lucide-react';
import { useAppState, useCommands } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { Panel } from '../shared/Panel.tsx';
import { keptWords as words } from '../words/kept.ts';
import styles from './KeptSets.module.css';

/** The decoded sets of earlier visits, each to be opened or deleted; nothing when there are none. */
export function KeptSets() {
  const list = useAppState((state) => state.kept.list);
  const { openKept, deleteKept } = useCommands();
  if (list.length === 0) return null;
  return (
    <Panel title={words.title}>
      <p className={styles.quiet}>{words.hint}</p>
      <ul className={styles.list}>
        {list.map(({ id, name, films, imageSize, bytes, savedAt }) => (
          <li key={id} className={styles.set} data-testid="kept-set" data-value={films}>
            <span className={styles.name}>
              {name}
              <span className={styles.quiet}>
                {words.set(films, imageSize, bytes)}, {words.when(savedAt)}
              </span>
            </span>
            <Button icon={FolderOpen} label={words.openNamed(name)} onPress={() => void openKept(id)}>
              {words.open}
            </Button>
            <Button
              kind="quiet"
              icon={Trash2}
              label={words.removeNamed(name, imageSize)}
              onPress={() => void deleteKept(id)}
            >
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Whether the films in hand will be there on the next visit, and the way to have them deleted. */
export function KeptLine({ fingerprint, imageSize }: { readonly fingerprint: string; readonly imageSize: number }) {
  const { list, failure } = useAppState((state) => state.kept);
  const { deleteKept } = useCommands();
  if (failure) return <p className={styles.quiet}>{failure === 'storage-full' ? words.full : words.notKept}</p>;
  const kept = list.find((set) => set.fingerprint === fingerprint && set.imageSize === imageSize);
  if (!kept) return null;
  return (
    <p className={styles.line} data-testid="kept-bytes" data-value={kept.bytes}>
      {words.here(kept.bytes)}
      <Button
        kind="quiet"
        icon={Trash2}
        label={words.removeNamed(kept.name, kept.imageSize)}
        onPress={() => void deleteKept(kept.id)}
      >
        {words.remove}
      </Button>
    </p>
  );
}
