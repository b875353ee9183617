import { useMemo } from 'react';
import type { FilmFacts } from '../../../core/dataset/facts.ts';
import type { DatasetIndex } from '../../../core/dataset/types.ts';
import { ClassName } from '../../shared/ClassName.tsx';
import { Panel } from '../../shared/Panel.tsx';
import { exploreWords } from '../../words/explore.ts';
import { BrightnessChart, PatientsChart } from './BarCharts.tsx';
import { MeanFilms } from './MeanFilms.tsx';
import styles from './Measures.module.css';
import { SizePlot } from './SizePlot.tsx';
import { brightnessShares, filmsPerPatient } from './size-facts.ts';

/** Bins of the brightness histogram: eight grey values apiece. */
const BINS = 32;

/** Patients with this many films or more share the last bar. */
const MOST_FILMS = 10;

interface MeasuresProps {
  readonly index: DatasetIndex;
  /** Null until the films are decoded. */
  readonly facts: FilmFacts | null;
}

/** What was measured on the films: sizes, brightness, films per patient, means. */
export function Measures({ index, facts }: MeasuresProps) {
  const shares = useMemo(() => facts && brightnessShares(index, facts, BINS), [index, facts]);
  const perPatient = useMemo(() => filmsPerPatient(index.patients, MOST_FILMS), [index]);
  return (
    <>
      {!facts && <p className={styles.quiet}>{exploreWords.waiting}</p>}
      {facts && <MeanFilms classNames={index.classNames} facts={facts} />}
      <div className={styles.pair}>
        {facts && <SizePlot index={index} facts={facts} />}
        {shares && (
          <Panel title={exploreWords.brightness.title}>
            <BrightnessChart classNames={index.classNames} shares={shares} />
            <div className={styles.legend}>
              {index.classNames.map((name, label) => (
                <ClassName key={name} label={label} name={name} />
              ))}
            </div>
          </Panel>
        )}
        <Panel title={exploreWords.patients.title}>
          <PatientsChart counts={perPatient} />
        </Panel>
      </div>
    </>
  );
}
