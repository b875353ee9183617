import { useMemo } from 'react';
import { type Judged as AppJudged, type Evaluation, thresholdOf } from '../../app/evaluations.ts';
import { isMissing } from '../../core/metrics/figure.ts';
import { chosenThere } from '../../core/report/chosen-there.ts';
import { useAppState } from '../AppContext.tsx';
import { ErrorNote } from '../shared/ErrorNote.tsx';
import { Panel } from '../shared/Panel.tsx';
import { ToolNote } from '../shared/ToolNote.tsx';
import { chosenWords, judgedWords } from '../words/judged.ts';
import { ConfusionTable } from './ConfusionTable.tsx';
import { CalibrationPanel } from './calibration/CalibrationPanel.tsx';
import { ComparePanel } from './compare/ComparePanel.tsx';
import { PublishedPanel } from './compare/PublishedPanel.tsx';
import { binaryView } from './curves/binary-view.ts';
import styles from './EvaluatePlace.module.css';
import { ErrorGallery } from './errors/ErrorGallery.tsx';
import { HeadFigures } from './figures/HeadFigures.tsx';
import { ReportPanel } from './figures/ReportPanel.tsx';
import { GroupsPanel } from './groups/GroupsPanel.tsx';
import { OperatingSection } from './point/OperatingSection.tsx';
import { pointWords } from './point/point-words.ts';
import { SaveReport } from './report/SaveReport.tsx';

/** What every panel of a judged split is given. */
export interface JudgedProps {
  readonly evaluation: Evaluation;
}

/** A judged split, panel by panel; a part of the page that comes when there is something to show. */
export function Judged({ evaluation }: JudgedProps) {
  const { outputs, judged, failure, scores } = evaluation;
  const { classNames } = outputs;
  const fit = useAppState((state) => state.evaluations.fits[evaluation.weights]);
  if (failure) return <ErrorNote error={failure} />;
  if (!judged) return <Drawing patients={new Set(scores.clusters).size} />;
  const at = pointWords(judged.point, classNames[scores.positive] ?? '');
  const chosen = chosenWords(chosenThere({ weights: evaluation.weights, point: judged.point.kind, fit }));
  return (
    <>
      <HeadFigures judged={judged} classNames={classNames} at={at} chosen={chosen} />
      <PublishedPanel evaluation={evaluation} />
      <ToolNote />
      {!isMissing(judged.judgement.overall.accuracy.value) && <Panels evaluation={evaluation} judged={judged} />}
      <ComparePanel evaluation={evaluation} />
      <SaveReport evaluation={evaluation} />
    </>
  );
}

/** What needs answers that are numbers. */
function Panels({ evaluation, judged }: JudgedProps & { readonly judged: AppJudged }) {
  const { scores, outputs } = evaluation;
  const { classNames } = outputs;
  const view = useMemo(() => binaryView(scores), [scores]);
  return (
    <>
      {view ? (
        <OperatingSection evaluation={evaluation} view={view} />
      ) : (
        <ConfusionTable
          matrix={judged.judgement.matrix}
          classNames={classNames}
          evaluation={evaluation}
          threshold={thresholdOf(judged.point)}
        />
      )}
      <ErrorGallery evaluation={evaluation} />
      <CalibrationPanel evaluation={evaluation} />
      <GroupsPanel judged={judged} positive={classNames[scores.positive] ?? ''} />
      <ReportPanel matrix={judged.judgement.matrix} classNames={classNames} />
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
