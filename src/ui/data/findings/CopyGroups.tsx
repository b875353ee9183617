import { useCallback } from 'react';
import { type DatasetIndex, SPLITS } from '../../../core/dataset/types.ts';
import { useCommands } from '../../AppContext.tsx';
import { FilmCanvas } from '../../shared/FilmCanvas.tsx';
import { SPLIT_WORDS } from '../../words/common.ts';
import { findingsWords as words } from '../../words/findings.ts';
import { nameOf } from '../explore/choose-films.ts';
import styles from './CopyGroups.module.css';

/** Groups drawn, and films of each: enough to see what they are. */
const MOST = { groups: 6, films: 6 } as const;

/** CSS pixels × 2. */
const FILM_SIZE = 192;

interface CopyGroupsProps {
  readonly index: DatasetIndex;
  readonly groups: readonly (readonly number[])[];
}

/** The first groups of copies, the films of each side by side with where they stand. */
export function CopyGroups({ index, groups }: CopyGroupsProps) {
  const shown = groups.slice(0, MOST.groups);
  return (
    <>
      <p className={styles.quiet}>{words.copies(shown.length, groups.length)}</p>
      <ul className={styles.groups}>
        {shown.map((group) => (
          <li key={group.join()} className={styles.group} data-testid="copy-group">
            {group.slice(0, MOST.films).map((sample) => (
              <Film key={sample} index={index} sample={sample} />
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

function Film({ index, sample }: { readonly index: DatasetIndex; readonly sample: number }) {
  const { thumbnail } = useCommands();
  const load = useCallback(() => thumbnail(sample, FILM_SIZE), [thumbnail, sample]);
  const name = nameOf(index, sample);
  const split = SPLIT_WORDS[SPLITS[index.splits[sample] as number] ?? 'train'];
  return (
    <figure className={styles.film}>
      <FilmCanvas load={load} label={index.paths[sample] ?? ''} missing={words.gone} />
      <figcaption>
        {words.group(split, index.classNames[index.labels[sample] as number] ?? '')}
        <span title={index.paths[sample]}>{name}</span>
      </figcaption>
    </figure>
  );
}
