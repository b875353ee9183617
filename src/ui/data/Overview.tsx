import { useMemo } from 'react';
import type { FindingCode } from '../../core/dataset/findings/types.ts';
import type { DatasetIndex } from '../../core/dataset/types.ts';
import { Note } from '../shared/Note.tsx';
import { Panel } from '../shared/Panel.tsx';
import { dataWords } from '../words/data.ts';
import { ClassBars } from './ClassBars.tsx';
import styles from './DataPlace.module.css';
import { FilmPickers } from './FilmPickers.tsx';
import { FilmTable } from './FilmTable.tsx';
import { FirstFilms } from './FirstFilms.tsx';
import { FindingsPanel } from './findings/FindingsPanel.tsx';
import { splitFacts } from './index-facts.ts';
import { LeftOut } from './LeftOut.tsx';

interface OverviewProps {
  readonly index: DatasetIndex;
  readonly onShow: (code: FindingCode) => void;
  readonly onPatients: () => void;
}

/** How many films of what, what is wrong with them, the first of each; the counts stand above the findings, which grow. */
export function Overview({ index, onShow, onPatients }: OverviewProps) {
  const facts = useMemo(() => splitFacts(index), [index]);
  return (
    <>
      {index.source === 'synthetic' && (
        <Note title={dataWords.synthetic.title}>
          <p>{dataWords.synthetic.text}</p>
        </Note>
      )}
      <div className={styles.overview}>
        <FilmTable index={index} facts={facts} />
        <ClassBars index={index} facts={facts} />
      </div>
      <FindingsPanel index={index} onShow={onShow} onPatients={onPatients} />
      <FirstFilms index={index} facts={facts} />
      <div className={styles.remarks}>
        {index.layout === 'classes-only' && <p>{dataWords.splitByApp}</p>}
        {index.ignored.length > 0 ? (
          <LeftOut title={dataWords.ignored.title(index.ignored.length)} entries={index.ignored} />
        ) : (
          <p>{dataWords.ignored.none}</p>
        )}
      </div>
      <Panel title={dataWords.replace}>
        <div className={styles.pickers}>
          <FilmPickers />
        </div>
      </Panel>
    </>
  );
}
