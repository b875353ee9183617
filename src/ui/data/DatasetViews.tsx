import { lazy, Suspense, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { FindingCode } from '../../core/dataset/findings/types.ts';
import type { DatasetIndex } from '../../core/dataset/types.ts';
import { useAppState } from '../AppContext.tsx';
import { Segmented } from '../shared/Segmented.tsx';
import { dataWords } from '../words/data.ts';
import styles from './DataPlace.module.css';
import { ALL_FILMS, type FilmFilter } from './explore/choose-films.ts';
import { useShownFindings } from './findings/FindingsPanel.tsx';
import { Overview } from './Overview.tsx';
import { PatientsPanel } from './PatientsPanel.tsx';

const words = dataWords.view;

/** The parts of the place, one at a time: together they would be many screens long. */
const VIEWS = ['overview', 'films', 'measures', 'patients'] as const;
type View = (typeof VIEWS)[number];

/** They come when they are asked for: the first screen needs neither. */
const Gallery = lazy(() => import('./explore/Gallery.tsx').then((module) => ({ default: module.Gallery })));
const FilmsPerPatient = lazy(() =>
  import('./explore/FilmsPerPatient.tsx').then((module) => ({ default: module.FilmsPerPatient })),
);
const Measures = lazy(() => import('./explore/Measures.tsx').then((module) => ({ default: module.Measures })));

/** What is known of the films in hand: overview and findings, the films themselves, what was measured on them, their patients. */
export function DatasetViews({ index }: { readonly index: DatasetIndex }) {
  const [view, setView] = useState<View>('overview');
  const [filter, setFilter] = useState<FilmFilter>(ALL_FILMS);
  const [patients, setPatients] = useState(index.patients);
  if (patients !== index.patients) {
    // Told otherwise, patients have other numbers.
    setPatients(index.patients);
    setFilter({ ...filter, patient: null });
  }
  // What was asked for by a finding comes into view with the keyboard's place, since its button is gone.
  const top = useRef<HTMLDivElement>(null);
  const bring = () => {
    top.current?.focus({ preventScroll: true });
    top.current?.scrollIntoView();
  };
  const showFilms = (finding: FindingCode) => {
    setFilter({ ...ALL_FILMS, finding });
    setView('films');
  };
  const showPatients = () => {
    setView('patients');
    requestAnimationFrame(bring);
  };
  return (
    <>
      <div ref={top} tabIndex={-1} className={styles.views}>
        <Segmented
          label={words.label}
          value={view}
          options={VIEWS.map((value) => ({ value, label: words[value] }))}
          onChange={setView}
        />
      </div>
      {view === 'overview' && <Overview index={index} onShow={showFilms} onPatients={showPatients} />}
      <Suspense fallback={<p className={styles.quiet}>{words.loading}</p>}>
        {view === 'films' && (
          <Films index={index} filter={filter} onFilter={setFilter} onReady={filter.finding ? bring : null} />
        )}
        {view === 'measures' && <MeasuresView index={index} />}
        {view === 'patients' && (
          <>
            <PatientsPanel index={index} />
            <FilmsPerPatient index={index} />
          </>
        )}
      </Suspense>
    </>
  );
}

interface FilmsProps {
  readonly index: DatasetIndex;
  readonly filter: FilmFilter;
  readonly onFilter: (filter: FilmFilter) => void;
  /** Called once the films stand there. */
  readonly onReady: (() => void) | null;
}

function Films({ index, filter, onFilter, onReady }: FilmsProps) {
  const ready = useEffectEvent(() => onReady?.());
  useEffect(() => ready(), []);
  const facts = useAppState((state) => state.facts);
  const shown = useShownFindings();
  const films = useMemo(() => ({ index, facts, findings: shown.map(({ finding }) => finding) }), [index, facts, shown]);
  return <Gallery films={films} filter={filter} onFilter={onFilter} />;
}

function MeasuresView({ index }: { readonly index: DatasetIndex }) {
  const facts = useAppState((state) => state.facts);
  return <Measures index={index} facts={facts} />;
}
