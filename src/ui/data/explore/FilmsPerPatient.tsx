import { useMemo } from 'react';
import type { DatasetIndex } from '../../../core/dataset/types.ts';
import { Panel } from '../../shared/Panel.tsx';
import table from '../../shared/table.module.css';
import { exploreWords } from '../../words/explore.ts';
import { PatientsChart } from './BarCharts.tsx';
import { filmsPerPatient } from './size-facts.ts';

const words = exploreWords.patients;

/** Patients with this many films or more share the last bar. */
const MOST_FILMS = 10;

/** How many patients have one film, two, and so on. */
export function FilmsPerPatient({ index }: { readonly index: DatasetIndex }) {
  const counts = useMemo(() => filmsPerPatient(index.patients, MOST_FILMS), [index]);
  const patients = counts.reduce((sum, count) => sum + count, 0);
  return (
    <Panel title={words.title}>
      <PatientsChart counts={counts} />
      <p className={table.foot}>{words.foot(patients, index.paths.length)}</p>
    </Panel>
  );
}
