import { useMemo } from 'react';
import type { FilmFacts } from '../../../core/dataset/facts.ts';
import type { DatasetIndex } from '../../../core/dataset/types.ts';
import { ClassName } from '../../shared/ClassName.tsx';
import { Panel } from '../../shared/Panel.tsx';
import { commonWords } from '../../words/common.ts';
import { exploreWords } from '../../words/explore.ts';
import { BrightnessChart } from './BarCharts.tsx';
import { MeanFilms } from './MeanFilms.tsx';
import styles from './Measures.module.css';
import { SizePlot } from './SizePlot.tsx';
import { brightnessShares, knownSamples } from './size-facts.ts';

/** Bins of the brightness histogram: eight grey values apiece. */
const BINS = 32;

interface MeasuresProps {
  readonly index: DatasetIndex;
  /** Null until the films are decoded. */
  readonly facts: FilmFacts | null;
}

/** What was measured on the films: means, brightness, sizes. */
export function Measures({ index, facts }: MeasuresProps) {
  const shares = useMemo(() => facts && brightnessShares(index, facts, BINS), [index, facts]);
  const counts = useMemo(() => countByClass(index, facts), [index, facts]);
  if (!facts || !shares) return <p className={styles.quiet}>{exploreWords.waiting}</p>;
  return (
    <>
      <MeanFilms classNames={index.classNames} facts={facts} />
      <div className={styles.pair}>
        <Panel title={exploreWords.brightness.title}>
          <BrightnessChart classNames={index.classNames} shares={shares} />
          <div className={styles.legend}>
            {index.classNames.map((name, label) => (
              <span key={name} className={styles.class}>
                <ClassName label={label} name={name} />
                <span className={styles.quiet}>{commonWords.films(counts[label] ?? 0)}</span>
              </span>
            ))}
          </div>
        </Panel>
        <SizePlot index={index} facts={facts} />
      </div>
    </>
  );
}

function countByClass({ classNames, labels }: DatasetIndex, facts: FilmFacts | null): number[] {
  const counts = classNames.map(() => 0);
  for (const sample of facts ? knownSamples(facts) : []) {
    const label = labels[sample] as number;
    counts[label] = (counts[label] as number) + 1;
  }
  return counts;
}
