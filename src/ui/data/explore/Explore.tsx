import { useMemo } from 'react';
import { ClassName } from '../../shared/ClassName.tsx';
import { Panel } from '../../shared/Panel.tsx';
import { exploreWords } from '../../words/explore.ts';
import { BrightnessChart, PatientsChart } from './BarCharts.tsx';
import type { FilmFilter, KnownFilms } from './choose-films.ts';
import styles from './Explore.module.css';
import { Gallery } from './Gallery.tsx';
import { MeanFilms } from './MeanFilms.tsx';
import { SizePlot } from './SizePlot.tsx';
import { brightnessShares, filmsPerPatient } from './size-facts.ts';

/** Bins of the brightness histogram: eight grey values apiece. */
const BINS = 32;

/** Patients with this many films or more share the last bar. */
const MOST_FILMS = 10;

interface ExploreProps {
  readonly films: KnownFilms;
  readonly findingTitle: (code: NonNullable<FilmFilter['finding']>) => string;
  readonly filter: FilmFilter;
  readonly onFilter: (filter: FilmFilter) => void;
}

/** The films themselves: gallery, sizes, brightness, films per patient, means. A part of the page that comes when it is needed. */
export function Explore(props: ExploreProps) {
  const { index, facts } = props.films;
  const shares = useMemo(() => facts && brightnessShares(index, facts, BINS), [index, facts]);
  const perPatient = useMemo(() => filmsPerPatient(index.patients, MOST_FILMS), [index]);
  return (
    <>
      <Gallery {...props} />
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
      {facts && <MeanFilms classNames={index.classNames} facts={facts} />}
    </>
  );
}
