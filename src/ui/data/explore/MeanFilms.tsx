import { useEffect, useRef, useState } from 'react';
import type { MeanFilms as Means } from '../../../core/dataset/explore.ts';
import type { FilmFacts } from '../../../core/dataset/facts.ts';
import { useCommands } from '../../AppContext.tsx';
import { ClassName } from '../../shared/ClassName.tsx';
import { Panel } from '../../shared/Panel.tsx';
import table from '../../shared/table.module.css';
import { exploreWords } from '../../words/explore.ts';
import styles from './MeanFilms.module.css';
import { differenceImage, greyImage, largestDifference } from './mean-image.ts';

const words = exploreWords.means;

interface MeanFilmsProps {
  readonly classNames: readonly string[];
  /** The films these are the means of: new facts, new means. */
  readonly facts: FilmFacts;
}

/** The mean training film of each class, and with two classes the difference. */
export function MeanFilms({ classNames, facts }: MeanFilmsProps) {
  const means = useMeans(facts);
  if (!means) return null;
  const [first, second] = means.classes;
  const range = first && second ? largestDifference(first, second) : 0;
  return (
    <Panel title={words.title}>
      <div className={styles.films}>
        {means.classes.map(
          (mean, label) =>
            mean && (
              <figure key={classNames[label]}>
                <Picture
                  image={greyImage(mean, means.size)}
                  label={`${classNames[label]}: ${words.of(means.films[label] ?? 0)}`}
                />
                <figcaption>
                  <ClassName label={label} name={classNames[label] ?? ''} />
                  <span className={styles.count}>{words.of(means.films[label] ?? 0)}</span>
                </figcaption>
              </figure>
            ),
        )}
        {classNames.length === 2 && first && second && (
          <figure>
            <Picture image={differenceImage(first, second, means.size)} label={words.difference} />
            <figcaption>
              {words.difference}
              <span className={styles.count}>
                {words.scale(range.toFixed(0), classNames[0] ?? '', classNames[1] ?? '')}
              </span>
            </figcaption>
          </figure>
        )}
      </div>
      <p className={table.foot}>{words.foot}</p>
    </Panel>
  );
}

function useMeans(facts: FilmFacts): Means | null {
  const { meanFilms } = useCommands();
  const [means, setMeans] = useState<{ of: FilmFacts; means: Means | null } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void meanFilms().then((found) => isCurrent && setMeans({ of: facts, means: found }));
    return () => {
      isCurrent = false;
    };
  }, [facts, meanFilms]);
  return means?.of === facts ? means.means : null;
}

function Picture({ image, label }: { readonly image: ImageData; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [image]);
  return (
    <canvas
      ref={canvas}
      width={image.width}
      height={image.height}
      className={styles.picture}
      role="img"
      aria-label={label}
    />
  );
}
