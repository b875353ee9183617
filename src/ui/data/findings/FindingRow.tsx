import { CircleAlert, CircleCheck, Images, Info, TriangleAlert, Undo2, UserRound } from 'lucide-react';
import { useState } from 'react';
import type { Finding, FindingCode } from '../../../core/dataset/findings/types.ts';
import type { DatasetIndex } from '../../../core/dataset/types.ts';
import { isBusy } from '../../../core/training/run-state.ts';
import { useAppState, useCommands } from '../../AppContext.tsx';
import { Button } from '../../shared/Button.tsx';
import { cx } from '../../shared/cx.ts';
import { FINDING_WORDS, SEVERITY_WORDS, findingsWords as words } from '../../words/findings.ts';
import { CopyGroups } from './CopyGroups.tsx';
import { evidenceOf, type Fact } from './evidence.ts';
import styles from './FindingsPanel.module.css';
import { KeyLesson } from './KeyLesson.tsx';

const ICONS = { serious: CircleAlert, warning: TriangleAlert, info: Info };

interface FindingRowProps {
  readonly finding: Finding;
  readonly actedOn: boolean;
  readonly index: DatasetIndex;
  readonly onShow: (code: FindingCode) => void;
  readonly onPatients: () => void;
}

/** One finding: how grave, what, why it matters, what can be done; its evidence behind a fold. */
export function FindingRow({ finding, actedOn, index, onShow, onPatients }: FindingRowProps) {
  const { code, severity } = finding;
  const { headline, why, done } = FINDING_WORDS[code];
  const Icon = actedOn ? CircleCheck : ICONS[severity];
  return (
    <li
      className={cx(styles.finding, actedOn ? styles.done : styles[severity])}
      data-testid="finding"
      data-code={code}
      data-value={actedOn ? 'done' : 'open'}
    >
      <p className={styles.severity}>
        <Icon size={16} aria-hidden="true" />
        {actedOn ? words.done : SEVERITY_WORDS[severity]}
      </p>
      <div className={styles.words}>
        <h3>{(actedOn && done?.(finding)) || headline(finding)}</h3>
        {!actedOn && <p className={styles.quiet}>{why(finding)}</p>}
        <div className={styles.more}>
          {finding.films.length > 0 && <ShowFilms finding={finding} onShow={onShow} />}
          {code === 'unknown-names' && (
            <Button kind="quiet" icon={UserRound} onPress={onPatients}>
              {words.showPatients}
            </Button>
          )}
        </div>
        <Evidence finding={finding} index={index} />
      </div>
      <Act finding={finding} actedOn={actedOn} />
    </li>
  );
}

function ShowFilms({ finding, onShow }: Pick<FindingRowProps, 'finding' | 'onShow'>) {
  const canShow = useAppState((state) => state.dataset.kind === 'ready');
  if (!canShow) return null;
  return (
    <Button kind="quiet" icon={Images} onPress={() => onShow(finding.code)}>
      {words.showFilms(finding.films.length)}
    </Button>
  );
}

function Act({ finding, actedOn }: Pick<FindingRowProps, 'finding' | 'actedOn'>) {
  const { actOn, undo } = useCommands();
  const busy = useAppState((state) => isBusy(state.run));
  const label = FINDING_WORDS[finding.code].act?.(finding);
  if (!finding.action || !label) return null;
  return (
    <div className={styles.act}>
      {actedOn ? (
        <Button icon={Undo2} disabled={busy} label={`${words.undo}: ${label}`} onPress={() => undo(finding.code)}>
          {words.undo}
        </Button>
      ) : (
        <Button disabled={busy} onPress={() => actOn(finding.code)}>
          {label}
        </Button>
      )}
    </div>
  );
}

/** Figures and copies side by side; drawn once it is opened. */
function Evidence({ finding, index }: Pick<FindingRowProps, 'finding' | 'index'>) {
  const [isOpen, setOpen] = useState(false);
  const facts = evidenceOf(finding);
  const isLesson = finding.code === 'coarse-patient-keys';
  const hasCopies = finding.code === 'exact-duplicates' || finding.code === 'near-duplicates';
  if (facts.length === 0 && !isLesson && !hasCopies) return null;
  return (
    <details className={styles.evidence} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.evidence}</summary>
      {isOpen && (
        <>
          {facts.length > 0 && <Facts facts={facts} />}
          {isLesson && <KeyLesson finding={finding} />}
          {hasCopies && <CopyGroups index={index} groups={finding.groups} />}
        </>
      )}
    </details>
  );
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([term, figure]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}
