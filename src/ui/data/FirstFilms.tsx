import { useCallback } from 'react';
import type { DatasetIndex } from '../../core/dataset/types.ts';
import { SPLITS, type Split } from '../../core/dataset/types.ts';
import { useCommands } from '../AppContext.tsx';
import { ClassName } from '../shared/ClassName.tsx';
import { cx } from '../shared/cx.ts';
import { FilmCanvas } from '../shared/FilmCanvas.tsx';
import { Panel } from '../shared/Panel.tsx';
import { SPLIT_WORDS } from '../words/common.ts';
import { dataWords } from '../words/data.ts';
import styles from './FirstFilms.module.css';
import type { SplitFacts } from './index-facts.ts';

/** More classes than these get smaller films. */
const FEW_CLASSES = 4;

/** Longest side asked for, CSS pixels × 2 for dense screens. */
const FILM_SIZE = 256;

/** The first three films of each class and split, as the paper shows them. */
export function FirstFilms({ index, facts }: { readonly index: DatasetIndex; readonly facts: readonly SplitFacts[] }) {
  return (
    <Panel title={dataWords.first.title}>
      {SPLITS.map((split, row) =>
        facts[row]?.total ? (
          <div key={split} className={styles.split}>
            <h3>{SPLIT_WORDS[split]}</h3>
            <div className={cx(styles.classes, index.classNames.length > FEW_CLASSES && styles.many)}>
              {index.classNames.map((name, label) => (
                <ClassFilms key={name} index={index} split={split} label={label} samples={facts[row]?.first[label]} />
              ))}
            </div>
          </div>
        ) : null,
      )}
    </Panel>
  );
}

interface ClassFilmsProps {
  readonly index: DatasetIndex;
  readonly split: Split;
  readonly label: number;
  readonly samples: readonly number[] | undefined;
}

function ClassFilms({ index, split, label, samples }: ClassFilmsProps) {
  const name = index.classNames[label] ?? '';
  if (!samples?.length) return null;
  return (
    <figure className={styles.class}>
      <figcaption>
        <ClassName label={label} name={name} />
      </figcaption>
      <div className={styles.films}>
        {samples.map((sample) => (
          <Film
            key={`${index.fingerprint}/${sample}`}
            sample={sample}
            label={`${dataWords.first.film(name, SPLIT_WORDS[split])}: ${index.paths[sample]}`}
          />
        ))}
      </div>
    </figure>
  );
}

function Film({ sample, label }: { readonly sample: number; readonly label: string }) {
  const { thumbnail } = useCommands();
  const load = useCallback(() => thumbnail(sample, FILM_SIZE), [thumbnail, sample]);
  return <FilmCanvas load={load} label={label} missing={dataWords.first.gone} testId="first-film" />;
}
