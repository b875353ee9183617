import { useMemo, useState } from 'react';
import { type Evaluation, thresholdOf } from '../../../app/evaluations.ts';
import { thresholdFigures } from '../../../core/metrics/curves/threshold-index.ts';
import { binaryRates } from '../../../core/metrics/rates.ts';
import { curveWords } from '../../words/curves.ts';
import { ConfusionTable } from '../ConfusionTable.tsx';
import { type BinaryView, countsOf, matrixOf } from '../curves/binary-view.ts';
import { CurvePanel } from '../curves/CurvePanel.tsx';
import styles from '../EvaluatePlace.module.css';
import { writeFigure, writeInterval } from '../figures/measured-words.ts';
import { PointPanel } from './PointPanel.tsx';
import { PrevalencePanel } from './PrevalencePanel.tsx';
import { usePoint } from './use-point.ts';

interface OperatingSectionProps {
  readonly evaluation: Evaluation;
  readonly view: BinaryView;
}

/** Everything that follows the threshold at once: matrix, rates, the points on both curves, what it means in a clinic. */
export function OperatingSection({ evaluation, view }: OperatingSectionProps) {
  const { scores, result, outputs, curves } = evaluation;
  const { positive } = scores;
  const point = usePoint(evaluation.weights);
  const [draft, setDraft] = useState<number | null>(null);
  const threshold = draft ?? thresholdOf(point);
  const matrix = useMemo(
    () => (threshold === null ? result.confusion : matrixOf(view.index.at(threshold), positive)),
    [threshold, result, view, positive],
  );
  const counts = countsOf(matrix, positive);
  const [sensitivity, specificity, ppv] = binaryRates(counts);
  const at = { sensitivity, falsePositiveRate: 1 - specificity, ppv };
  const bands = curves?.bands ?? null;
  // While the slider moves, what was drawn is of another threshold.
  const judged = evaluation.judged && thresholdOf(evaluation.judged.point) === threshold ? evaluation.judged : null;
  return (
    <>
      <div className={styles.pair}>
        <PointPanel
          evaluation={evaluation}
          view={view}
          draft={draft}
          onDraft={setDraft}
          figures={thresholdFigures(counts)}
        />
        <ConfusionTable matrix={matrix} classNames={outputs.classNames} evaluation={evaluation} threshold={threshold} />
      </div>
      <div className={styles.pair}>
        <CurvePanel kind="roc" view={view} bands={bands} at={at} summary={summaryOf(evaluation, 'auc')} />
        <CurvePanel kind="pr" view={view} bands={bands} at={at} summary={summaryOf(evaluation, 'averagePrecision')} />
      </div>
      <PrevalencePanel scores={scores} sensitivity={sensitivity} specificity={specificity} judged={judged} />
    </>
  );
}

function summaryOf({ judged, scores }: Evaluation, name: 'auc' | 'averagePrecision'): string {
  const measured = judged?.judgement.classes[scores.positive]?.[name];
  if (!measured) return '';
  const ends = writeInterval(measured.interval, name);
  const value = `${writeFigure(measured.value, name)}${ends ? ` (${ends})` : ''}`;
  return name === 'auc' ? curveWords.roc.auc(value) : curveWords.pr.ap(value);
}
