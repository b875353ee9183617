import { useMemo } from 'react';
import { countPatients } from '../../core/dataset/plan.ts';
import { falseAlarms, sharedPatients } from '../../core/dataset/shared-patients.ts';
import type { DatasetIndex } from '../../core/dataset/types.ts';
import { formatCount } from '../shared/format.ts';
import { Panel } from '../shared/Panel.tsx';
import { Scroll } from '../shared/Scroll.tsx';
import table from '../shared/table.module.css';
import { KEY_WORDS, patientWords, ruleWords } from '../words/patients.ts';
import { PatientRuleForm } from './PatientRuleForm.tsx';
import styles from './PatientsPanel.module.css';

/** Whose films these are, by what that is told, and what a coarser reading would make of it. */
export function PatientsPanel({ index }: { readonly index: DatasetIndex }) {
  const { splits, patients, namesUnderstood, patientRule } = index;
  const shared = useMemo(() => sharedPatients(splits, patients).length, [splits, patients]);
  const { train, validation, test } = useMemo(() => countPatients(splits, patients), [splits, patients]);
  const isByName = patientRule.kind === 'names';
  return (
    <Panel title={patientWords.title}>
      {isByName && namesUnderstood === 0 ? (
        <p>{patientWords.single}</p>
      ) : (
        <>
          <p data-testid="shared-patients" data-value={shared}>
            {shared === 0 ? patientWords.consistent([train, validation, test]) : patientWords.shared(shared)}
          </p>
          <p className={styles.quiet}>
            {ruleWords(patientRule)} {isByName && patientWords.keptTogether}
          </p>
        </>
      )}
      {isByName && shared === 0 && <Lesson index={index} />}
      <PatientRuleForm key={index.fingerprint} index={index} />
    </Panel>
  );
}

const { lesson } = patientWords;

/** What coarser keys would call shared; nothing where they agree with the right one. */
function Lesson({ index }: { readonly index: DatasetIndex }) {
  const { paths, splits } = index;
  const alarms = useMemo(() => falseAlarms({ paths, splits }), [paths, splits]);
  const keys = Object.keys(KEY_WORDS) as (keyof typeof KEY_WORDS)[];
  if (keys.every((key) => alarms[key] === 0)) return null;
  return (
    <details className={styles.lesson}>
      <summary>{lesson.title}</summary>
      <p className={styles.quiet}>{lesson.text}</p>
      <Scroll label={lesson.caption}>
        <table className={table.table}>
          <caption className="visually-hidden">{lesson.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{lesson.key}</th>
              <th scope="col" className={table.number}>
                {lesson.shared}
              </th>
            </tr>
          </thead>
          <tbody>
            <Alarm name={lesson.right} count={0} />
            {keys.map((key) => (
              <Alarm key={key} name={KEY_WORDS[key]} count={alarms[key]} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}

function Alarm({ name, count }: { readonly name: string; readonly count: number }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={table.number}>{formatCount(count)}</td>
    </tr>
  );
}
