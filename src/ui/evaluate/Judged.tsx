import type { Evaluation } from '../../app/evaluations.ts';
import { isMissing } from '../../core/metrics/figure.ts';
import { positiveLabel } from '../../core/metrics/positive-class.ts';
import { useAppState } from '../AppContext.tsx';
import { ErrorNote } from '../shared/ErrorNote.tsx';
import { Panel } from '../shared/Panel.tsx';
import { ToolNote } from '../shared/ToolNote.tsx';
import { judgedWords } from '../words/judged.ts';
import { ConfusionTable } from './ConfusionTable.tsx';
import styles from './EvaluatePlace.module.css';
import { HeadFigures } from './figures/HeadFigures.tsx';
import { ReportPanel } from './figures/ReportPanel.tsx';
import { PaperComparison } from './PaperComparison.tsx';
import { pointWords } from './point/point-words.ts';

/** What every panel of a judged split is given. */
export interface JudgedProps {
  readonly evaluation: Evaluation;
}

/** A judged split, panel by panel; a part of the page that comes when there is something to show. */
export function Judged({ evaluation }: JudgedProps) {
  const { outputs, judged, failure, result, scores } = evaluation;
  const { classNames } = outputs;
  const point = useAppState((state) => state.evaluations.point);
  if (failure) return <ErrorNote error={failure} />;
  if (!judged) return <Drawing patients={new Set(scores.clusters).size} />;
  const at = pointWords(point, classNames[positiveLabel(classNames)] ?? '');
  const matrix = judged.judgement.matrix.length > 0 ? judged.judgement.matrix : result.confusion;
  const isJudged = !isMissing(judged.judgement.overall.accuracy.value);
  return (
    <>
      <HeadFigures judged={judged} classNames={classNames} at={at} />
      <ToolNote />
      <PaperComparison result={result} classNames={classNames} />
      {isJudged && (
        <div className={styles.pair}>
          <ConfusionTable matrix={matrix} classNames={classNames} />
          <ReportPanel matrix={matrix} classNames={classNames} />
        </div>
      )}
    </>
  );
}

function Drawing({ patients }: { readonly patients: number }) {
  return (
    <Panel title={judgedWords.drawing}>
      <progress aria-label={judgedWords.drawing} />
      <p className={styles.quiet}>{judgedWords.drawingHint(patients)}</p>
    </Panel>
  );
}
