import { useMemo } from 'react';
import { countPatients } from '../../core/dataset/plan.ts';
import { sharedPatients } from '../../core/dataset/shared-patients.ts';
import type { DatasetIndex } from '../../core/dataset/types.ts';
import { Panel } from '../shared/Panel.tsx';
import { patientWords, ruleWords } from '../words/patients.ts';
import { PatientRuleForm } from './PatientRuleForm.tsx';
import styles from './PatientsPanel.module.css';

/** Whose films these are, by what that is told, and the choice of another way to tell. */
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
      <PatientRuleForm key={index.fingerprint} index={index} />
    </Panel>
  );
}
