import { Target } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { AppState } from '../../app/state.ts';
import type { Split } from '../../core/dataset/types.ts';
import { isBusy } from '../../core/training/run-state.ts';
import { useAppState, useCommands } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { Empty } from '../shared/Empty.tsx';
import { ErrorNote } from '../shared/ErrorNote.tsx';
import { Select } from '../shared/Field.tsx';
import { formatCount, formatDuration } from '../shared/format.ts';
import { Panel } from '../shared/Panel.tsx';
import { Place } from '../shared/Place.tsx';
import { ToolNote } from '../shared/ToolNote.tsx';
import { commonWords, SPLIT_WORDS } from '../words/common.ts';
import { evaluateWords } from '../words/evaluate.ts';
import { ConfusionTable } from './ConfusionTable.tsx';
import styles from './EvaluatePlace.module.css';
import { Figures } from './Figures.tsx';
import { PaperComparison } from './PaperComparison.tsx';
import { ReportTable } from './ReportTable.tsx';

type JudgedSplit = Exclude<Split, 'train'>;
type Weights = 'last' | 'best';

const SPLIT_OPTIONS = (['test', 'validation'] as const).map((value) => ({ value, label: SPLIT_WORDS[value] }));

/** Judging the network on films it has not learned from. */
export function EvaluatePlace() {
  const evaluation = useAppState((state) => state.evaluation);
  const hasModel = useAppState((state) => state.model.kind !== 'none');
  const hasFilms = useAppState((state) => 'index' in state.dataset);
  const busy = useAppState((state) => isBusy(state.run));
  const { evaluate } = useCommands();
  const [split, setSplit] = useState<JudgedSplit>('test');
  const [weights, setWeights] = useState<Weights>('last');
  const canStart = hasModel && hasFilms;
  const action = (
    <Button
      kind="primary"
      icon={Target}
      disabled={busy || evaluation.kind === 'working'}
      onPress={() => void evaluate(split, weights)}
    >
      {evaluateWords.action}
    </Button>
  );
  return (
    <Place title={evaluateWords.title} actions={canStart && action}>
      {canStart && <Choices split={split} onSplit={setSplit} weights={weights} onWeights={setWeights} />}
      {!hasModel && <NoModel />}
      {hasModel && !hasFilms && <NoFilms />}
      <Outcome evaluation={evaluation} canStart={canStart} />
    </Place>
  );
}

interface ChoicesProps {
  readonly split: JudgedSplit;
  readonly onSplit: (split: JudgedSplit) => void;
  readonly weights: Weights;
  readonly onWeights: (weights: Weights) => void;
}

function Choices({ split, onSplit, weights, onWeights }: ChoicesProps) {
  const model = useAppState((state) => state.model);
  const names = evaluateWords.weightOptions(model.kind === 'trained' ? model.bestEpoch : null);
  const options = (['last', 'best'] as const).map((value) => ({ value, label: names[value] }));
  return (
    <div className={styles.choices}>
      <Select label={evaluateWords.split} value={split} options={SPLIT_OPTIONS} onChange={onSplit} />
      {model.kind === 'trained' && model.bestEpoch !== null && (
        <Select label={evaluateWords.weights} value={weights} options={options} onChange={onWeights} />
      )}
    </div>
  );
}

function NoModel() {
  const [, navigate] = useLocation();
  const hasSaved = useAppState((state) => Boolean(state.models?.length));
  return (
    <Empty sentence={evaluateWords.noModel}>
      <Button kind="primary" onPress={() => navigate('/train')}>
        {commonWords.toTrain}
      </Button>
      {hasSaved && <Button onPress={() => navigate('/models')}>{commonWords.toModels}</Button>}
    </Empty>
  );
}

function NoFilms() {
  const [, navigate] = useLocation();
  return (
    <Empty sentence={evaluateWords.noFilms}>
      <Button kind="primary" onPress={() => navigate('/data')}>
        {commonWords.toData}
      </Button>
    </Empty>
  );
}

function Outcome({
  evaluation,
  canStart,
}: {
  readonly evaluation: AppState['evaluation'];
  readonly canStart: boolean;
}) {
  const state = <span data-testid="evaluation-phase" data-value={evaluation.kind} hidden />;
  if (evaluation.kind === 'working') {
    return (
      <>
        {state}
        <Working done={evaluation.done} total={evaluation.total} />
      </>
    );
  }
  if (evaluation.kind === 'failed') {
    return (
      <>
        {state}
        <ErrorNote error={evaluation.error} />
      </>
    );
  }
  if (evaluation.kind === 'none') {
    return (
      <>
        {state}
        {canStart && <Empty sentence={evaluateWords.before} />}
      </>
    );
  }
  return (
    <>
      {state}
      <Judged evaluation={evaluation} />
    </>
  );
}

function Working({ done, total }: { readonly done: number; readonly total: number }) {
  const { cancelEvaluation } = useCommands();
  return (
    <Panel
      title={evaluateWords.working}
      tools={
        <Button kind="quiet" onPress={cancelEvaluation}>
          {commonWords.cancel}
        </Button>
      }
    >
      <progress aria-label={evaluateWords.working} {...(total ? { value: done, max: total } : {})} />
      <p className={styles.quiet}>
        {total ? commonWords.of(formatCount(done), commonWords.films(total)) : evaluateWords.starting}
      </p>
    </Panel>
  );
}

function Judged({ evaluation }: { readonly evaluation: Extract<AppState['evaluation'], { kind: 'done' }> }) {
  const { outputs, result } = evaluation;
  return (
    <>
      <p className={styles.quiet} data-testid="evaluate-seconds" data-value={outputs.seconds}>
        {SPLIT_WORDS[outputs.split]}:{' '}
        {evaluateWords.done(commonWords.films(result.films), formatDuration(outputs.seconds))}
      </p>
      <Figures result={result} classNames={outputs.classNames} />
      <PaperComparison result={result} classNames={outputs.classNames} />
      <div className={styles.pair}>
        <ConfusionTable matrix={result.confusion} classNames={outputs.classNames} />
        <ReportTable matrix={result.confusion} classNames={outputs.classNames} />
      </div>
      <ToolNote />
    </>
  );
}
