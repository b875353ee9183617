import { LockOpen, Target } from 'lucide-react';
import { lazy, memo, Suspense, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { type Evaluation, evaluationOf, type JudgedSplit, type Weights } from '../../app/evaluations.ts';
import { judgedModel, weightsOf } from '../../app/judged-model.ts';
import { isBusy } from '../../core/training/run-state.ts';
import { useAppState, useCommands } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { Empty } from '../shared/Empty.tsx';
import { ErrorNote } from '../shared/ErrorNote.tsx';
import { Select } from '../shared/Field.tsx';
import { formatCount, formatDuration } from '../shared/format.ts';
import { Note } from '../shared/Note.tsx';
import { Panel } from '../shared/Panel.tsx';
import { Place } from '../shared/Place.tsx';
import { commonWords, SPLIT_WORDS } from '../words/common.ts';
import { evaluateWords } from '../words/evaluate.ts';
import { judgedWords } from '../words/judged.ts';
import styles from './EvaluatePlace.module.css';
import { Looks, Seal } from './Seal.tsx';

const SPLIT_OPTIONS = (['test', 'validation'] as const).map((value) => ({ value, label: SPLIT_WORDS[value] }));

/** The panels come with the first result: statistics and charts are no part of the first screen. */
const Judged = lazy(() => import('./Judged.tsx').then((module) => ({ default: module.Judged })));

/** Judging the network on films it has not learned from. */
export function EvaluatePlace() {
  const phase = useAppState((state) => state.evaluation.kind);
  const hasModel = useAppState((state) => judgedModel(state).kind !== 'none');
  const hasFilms = useAppState((state) => 'index' in state.dataset);
  if (hasModel && hasFilms) return <Evaluating />;
  return (
    <Place title={evaluateWords.title}>
      <span data-testid="evaluation-phase" data-value={phase} hidden />
      {hasModel ? <NoFilms /> : <NoModel />}
    </Place>
  );
}

function Evaluating() {
  const phase = useAppState((state) => state.evaluation);
  const evaluations = useAppState((state) => state.evaluations);
  const [split, setSplit] = useState<JudgedSplit>(() => evaluations.list.at(-1)?.split ?? 'test');
  const [wished, setWeights] = useState<Weights>(() => evaluations.list.at(-1)?.weights ?? 'last');
  const choice = weightsOf(useAppState(judgedModel));
  const weights = choice.includes(wished) ? wished : choice[0];
  const evaluation = evaluationOf(evaluations, split, weights);
  const isInHand = useAppState((state) => state.model.kind !== 'none');
  const isOpen = phase.kind !== 'working' && evaluation === null;
  return (
    <Place title={evaluateWords.title} actions={isOpen && isInHand && <Start split={split} weights={weights} />}>
      <span data-testid="evaluation-phase" data-value={phase.kind} hidden />
      {!isInHand && <FormerNote />}
      <Choices split={split} onSplit={setSplit} weights={weights} onWeights={setWeights} />
      {phase.kind === 'working' && <Working {...phase} />}
      {phase.kind === 'failed' && <ErrorNote error={phase.error} />}
      {isOpen && <Unopened split={split} isInHand={isInHand} />}
      {phase.kind !== 'working' && evaluation && <Done evaluation={evaluation} />}
    </Place>
  );
}

function FormerNote() {
  const busy = useAppState((state) => isBusy(state.run));
  const { learning, ended } = evaluateWords.former;
  return (
    <Note>
      <p data-testid="former">{busy ? learning : ended}</p>
    </Note>
  );
}

/** Films that the network was not asked about yet. */
function Unopened({ split, isInHand }: { readonly split: JudgedSplit; readonly isInHand: boolean }) {
  if (!isInHand) return <Empty sentence={evaluateWords.former.notAsked} />;
  return split === 'test' ? <Seal /> : <Empty sentence={judgedWords.beforeValidation} />;
}

/** Drawn anew only for other answers: what follows the operating point listens to it itself. */
const Done = memo(function Done({ evaluation }: { readonly evaluation: Evaluation }) {
  return (
    <>
      <Summary evaluation={evaluation} />
      <Suspense fallback={<p className={styles.quiet}>{evaluateWords.starting}</p>}>
        <Judged evaluation={evaluation} />
      </Suspense>
    </>
  );
});

/** Starts the evaluation; of the test set under a word that says what it is. */
function Start({ split, weights }: { readonly split: JudgedSplit; readonly weights: Weights }) {
  const { evaluate } = useCommands();
  const busy = useAppState((state) => isBusy(state.run));
  const looked = useAppState(({ evaluations }) => (evaluations.looks?.length ?? 0) > 0);
  const opening = looked ? judgedWords.openAgain : judgedWords.open;
  return (
    <Button
      kind="primary"
      icon={split === 'test' ? LockOpen : Target}
      disabled={busy}
      onPress={() => void evaluate(split, weights)}
    >
      {split === 'test' ? opening : evaluateWords.action}
    </Button>
  );
}

/** What was judged, and for the test set how often. */
function Summary({ evaluation }: { readonly evaluation: Evaluation }) {
  const { outputs, scores, split } = evaluation;
  const patients = useMemo(() => new Set(scores.clusters).size, [scores]);
  return (
    <div className={styles.summary}>
      <p data-testid="evaluate-seconds" data-value={outputs.seconds}>
        {SPLIT_WORDS[split]}:{' '}
        {evaluateWords.done(judgedWords.counts(scores.labels.length, patients), formatDuration(outputs.seconds))}
      </p>
      {split === 'test' && <Looks />}
    </div>
  );
}

interface ChoicesProps {
  readonly split: JudgedSplit;
  readonly onSplit: (split: JudgedSplit) => void;
  readonly weights: Weights;
  readonly onWeights: (weights: Weights) => void;
}

function Choices({ split, onSplit, weights, onWeights }: ChoicesProps) {
  const model = useAppState(judgedModel);
  const names = evaluateWords.weightOptions(model.kind === 'trained' ? model.bestEpoch : null);
  const options = weightsOf(model).map((value) => ({ value, label: names[value] }));
  return (
    <div className={styles.choices}>
      <Select label={evaluateWords.split} value={split} options={SPLIT_OPTIONS} onChange={onSplit} />
      {options.length > 1 && (
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

interface WorkingProps {
  readonly split: JudgedSplit;
  readonly done: number;
  readonly total: number;
}

function Working({ split, done, total }: WorkingProps) {
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
        {SPLIT_WORDS[split]}:{' '}
        {total ? commonWords.of(formatCount(done), commonWords.films(total)) : evaluateWords.starting}
      </p>
    </Panel>
  );
}
