import { ArrowLeftRight, Scale } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Compared, ComparedPoint } from '../../../app/compared.ts';
import type { Evaluation } from '../../../app/evaluations.ts';
import { AppError } from '../../../core/base/errors.ts';
import type { Missing } from '../../../core/metrics/figure.ts';
import type { KeptAnswers } from '../../../core/report/kept-answers.ts';
import { PRESETS, type PresetName } from '../../../core/training/config.ts';
import { useAppState, useCommands } from '../../AppContext.tsx';
import { Button } from '../../shared/Button.tsx';
import { ErrorNote } from '../../shared/ErrorNote.tsx';
import { Select } from '../../shared/Field.tsx';
import { Panel } from '../../shared/Panel.tsx';
import { compareWords as words } from '../../words/compare.ts';
import { missingText } from '../figure-text.ts';
import styles from './Compare.module.css';
import { ComparisonTable } from './ComparisonTable.tsx';

const POINT_OPTIONS = (['argmax', 'screening', 'balanced', 'ruleIn'] as const).map((value) => ({
  value,
  label: words.points[value],
}));

type Outcome = Compared | Missing | AppError;

/** The network in hand beside others that were judged on the very same films. */
export function ComparePanel({ evaluation }: { readonly evaluation: Evaluation }) {
  const known = useAnswers(evaluation);
  return (
    <Panel title={words.title}>
      {known.length < 2 ? (
        <p className={styles.quiet}>{words.alone}</p>
      ) : (
        <Choose key={evaluation.outputs.split} known={known} />
      )}
    </Panel>
  );
}

function useAnswers({ split, weights, outputs, scores }: Evaluation): readonly KeptAnswers[] {
  const { answersOn } = useCommands();
  const [known, setKnown] = useState<{ of: Evaluation['outputs']; list: readonly KeptAnswers[] } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void answersOn({ split, weights, outputs, scores }).then((list) => {
      if (isCurrent) setKnown({ of: outputs, list });
    });
    return () => {
      isCurrent = false;
    };
  }, [answersOn, split, weights, outputs, scores]);
  return known?.of === outputs ? known.list : [];
}

function Choose({ known }: { readonly known: readonly KeptAnswers[] }) {
  const { compare } = useCommands();
  const nameOf = useNames();
  const used = useAppState((state) => state.evaluations.point.kind);
  const [point, setPoint] = useState<ComparedPoint>(used === 'own' ? 'argmax' : used);
  const [[first, second], setPair] = useState<readonly [string, string]>(['1', '0']);
  const [outcome, setOutcome] = useState<Outcome | 'working' | null>(null);
  const abort = useRef(new AbortController());
  useEffect(() => () => abort.current.abort(), []);
  const options = known.map((one, place) => ({ value: String(place), label: nameOf(one, place === 0) }));
  const forget = () => {
    abort.current.abort();
    setOutcome(null);
  };
  const choose = (pair: [string, string]) => {
    forget();
    setPair(pair);
  };
  const [a, b] = [known[Number(first)], known[Number(second)]];
  const start = async () => {
    if (!a || !b) return;
    abort.current.abort();
    abort.current = new AbortController();
    const { signal } = abort.current;
    setOutcome('working');
    const found = await compare([a, b], point, signal);
    if (!signal.aborted) setOutcome(found);
  };
  return (
    <>
      <div className={styles.choices}>
        <Select label={words.first} value={first} options={options} onChange={(value) => choose([value, second])} />
        <Select label={words.second} value={second} options={options} onChange={(value) => choose([first, value])} />
        {a?.classNames.length === 2 && (
          <Select
            label={words.at}
            value={point}
            options={POINT_OPTIONS}
            onChange={(value) => {
              forget();
              setPoint(value);
            }}
          />
        )}
      </div>
      <Actions
        isSame={first === second}
        isWorking={outcome === 'working'}
        onStart={() => void start()}
        onSwap={() => choose([second, first])}
      />
      {outcome !== null && outcome !== 'working' && a && <Result outcome={outcome} positive={a.positive} />}
      <p className={styles.small}>{words.recipes}</p>
    </>
  );
}

interface ActionsProps {
  readonly isSame: boolean;
  readonly isWorking: boolean;
  readonly onStart: () => void;
  readonly onSwap: () => void;
}

function Actions({ isSame, isWorking, onStart, onSwap }: ActionsProps) {
  return (
    <div className={styles.actions}>
      <Button icon={Scale} disabled={isSame || isWorking} onPress={onStart}>
        {words.action}
      </Button>
      <Button icon={ArrowLeftRight} onPress={onSwap}>
        {words.swap}
      </Button>
      {isSame && <span className={styles.quiet}>{words.same}</span>}
      {isWorking && (
        <span role="status" className={styles.quiet}>
          {words.working}
        </span>
      )}
    </div>
  );
}

function Result({ outcome, positive }: { readonly outcome: Outcome; readonly positive: number }) {
  if (outcome instanceof AppError) return <ErrorNote error={outcome} />;
  if ('reason' in outcome) return <p>{missingText(outcome)}</p>;
  return <ComparisonTable compared={outcome} positive={positive} />;
}

/** A preset by its name on screen; one of another version by its own. */
function titleOf(preset: string): string {
  return preset in PRESETS ? PRESETS[preset as PresetName].title : preset;
}

/** What a network is called in the lists: by the name it was saved under, and by its recipe. */
function useNames(): (answers: KeptAnswers, isOwn: boolean) => string {
  const models = useAppState((state) => state.models);
  return ({ network, recipe, weights, savedAt }, isOwn) => {
    const saved = models?.find(({ id, run }) => (run?.id ?? id) === network)?.name ?? null;
    const { preset, epochs, seed } = recipe ?? { preset: words.files, epochs: 0, seed: 0 };
    const made = recipe ? words.recipe(titleOf(preset), epochs, seed, weights === 'best') : words.files;
    return words.name(isOwn ? words.own : saved, made, savedAt);
  };
}
