import { FolderOpen, Trash2 } from 'lucide-react';
import { isKeptAs } from '../../core/dataset/kept-films.ts';
import type { DecodeSettings } from '../../core/pixels/settings.ts';
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
        {list.map((set) => (
          <li key={set.id} className={styles.set} data-testid="kept-set" data-value={set.films}>
            <span className={styles.name}>
              {set.name}
              <span className={styles.quiet}>
                {words.set(set)}, {words.when(set.savedAt)}
              </span>
            </span>
            <Button icon={FolderOpen} label={words.openNamed(set.name)} onPress={() => void openKept(set.id)}>
              {words.open}
            </Button>
            <Button kind="quiet" icon={Trash2} label={words.removeNamed(set)} onPress={() => void deleteKept(set.id)}>
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface KeptLineProps {
  /** Of the films by their names. */
  readonly fingerprint: string;
  /** As they are decoded now: one set may be kept in several ways. */
  readonly settings: DecodeSettings;
}

/** Whether the films in hand will be there on the next visit, and the way to have them deleted. */
export function KeptLine({ fingerprint, settings }: KeptLineProps) {
  const { list, failure } = useAppState((state) => state.kept);
  const { deleteKept } = useCommands();
  if (failure) return <p className={styles.quiet}>{failure === 'storage-full' ? words.full : words.notKept}</p>;
  const kept = list.find((set) => set.fingerprint === fingerprint && isKeptAs(set, settings));
  if (!kept) return null;
  return (
    <p className={styles.line} data-testid="kept-bytes" data-value={kept.bytes}>
      {words.here(kept.bytes)}
      <Button kind="quiet" icon={Trash2} label={words.removeNamed(kept)} onPress={() => void deleteKept(kept.id)}>
        {words.remove}
      </Button>
    </p>
  );
}
