import { LoaderCircle } from 'lucide-react';
import { useMemo } from 'react';
import { type ShownFinding, shownFindings } from '../../../app/findings.ts';
import type { FindingCode } from '../../../core/dataset/findings/types.ts';
import type { DatasetIndex } from '../../../core/dataset/types.ts';
import { useAppState } from '../../AppContext.tsx';
import { Panel } from '../../shared/Panel.tsx';
import { findingsWords as words } from '../../words/findings.ts';
import { FindingRow } from './FindingRow.tsx';
import styles from './FindingsPanel.module.css';
import { SaveFindings } from './SaveFindings.tsx';

interface FindingsPanelProps {
  readonly index: DatasetIndex;
  /** Shows the films of a finding. */
  readonly onShow: (code: FindingCode) => void;
  /** Shows how patients are told. */
  readonly onPatients: () => void;
}

/** What is wrong with the films, or worth knowing: serious things first, each with what can be done about it. */
export function FindingsPanel({ index, onShow, onPatients }: FindingsPanelProps) {
  const shown = useShownFindings();
  return (
    <Panel
      title={words.title}
      tools={
        <>
          <Progress shown={shown} />
          <SaveFindings />
        </>
      }
    >
      {shown.length > 0 ? (
        <ul className={styles.list} data-testid="findings">
          {shown.map(({ finding, actedOn }) => (
            <FindingRow
              key={finding.code}
              finding={finding}
              actedOn={actedOn}
              index={index}
              onShow={onShow}
              onPatients={onPatients}
            />
          ))}
        </ul>
      ) : (
        <Nothing />
      )}
    </Panel>
  );
}

/** The findings with what was decided on them; the same list until one of its sources changes. */
export function useShownFindings(): readonly ShownFinding[] {
  const config = useAppState((state) => state.config);
  const findings = useAppState((state) => state.findings);
  const decisions = useAppState((state) => state.decisions);
  return useMemo(() => shownFindings({ config, findings, decisions }), [config, findings, decisions]);
}

function Progress({ shown }: { readonly shown: readonly ShownFinding[] }) {
  const isComplete = useAppState((state) => state.findings.complete);
  const isUndecoded = useAppState((state) => state.dataset.kind === 'undecoded');
  const serious = shown.filter(({ finding, actedOn }) => finding.severity === 'serious' && !actedOn).length;
  return (
    <p className={styles.progress}>
      <span aria-live="polite" data-testid="findings-count" data-value={shown.length} data-complete={isComplete}>
        {shown.length > 0 && words.count(shown.length, serious)}
      </span>
      {!isComplete && !isUndecoded && (
        <span className={styles.looking}>
          <span className={styles.turning}>
            <LoaderCircle size={14} aria-hidden="true" />
          </span>
          {words.looking}
        </span>
      )}
      {!isComplete && isUndecoded && <span>{words.undecoded}</span>}
    </p>
  );
}

function Nothing() {
  const isComplete = useAppState((state) => state.findings.complete);
  return isComplete ? <p className={styles.quiet}>{words.none}</p> : null;
}
