import { useEffect, useEffectEvent, useId, useMemo } from 'react';
import { type Evaluation, type OperatingPoint, thresholdOf } from '../../../app/evaluations.ts';
import type { ThresholdFigures } from '../../../core/metrics/curves/threshold-index.ts';
import { isMissing } from '../../../core/metrics/figure.ts';
import { useAppState, useCommands } from '../../AppContext.tsx';
import { formatPercent } from '../../shared/format.ts';
import { Panel } from '../../shared/Panel.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import { curveWords } from '../../words/curves.ts';
import { FIGURE_NAMES } from '../../words/judged.ts';
import { REASON_WORDS } from '../../words/reasons.ts';
import type { BinaryView } from '../curves/binary-view.ts';
import { FitNote } from './FitNote.tsx';
import styles from './Point.module.css';
import { writeThreshold } from './point-words.ts';
import { usePoint } from './use-point.ts';

const words = curveWords.point;

interface PointPanelProps {
  readonly evaluation: Evaluation;
  readonly view: BinaryView;
  /** Where the slider stands while it moves. */
  readonly draft: number | null;
  readonly onDraft: (draft: number | null) => void;
  /** At the threshold of the moment. */
  readonly figures: ThresholdFigures;
}

/** A rest of the slider after which the intervals are drawn anew, ms. */
const REST_MS = 400;

/** Where a film is called positive: presets fixed on validation, or a threshold moved by hand. */
export function PointPanel({ evaluation, view, draft, onDraft, figures }: PointPanelProps) {
  const { setOperatingPoint } = useCommands();
  const point = usePoint(evaluation.weights);
  const settle = useEffectEvent(() => {
    if (draft !== null) setOperatingPoint({ kind: 'own', threshold: draft });
    onDraft(null);
  });
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => settle(), REST_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  const kind = draft === null ? point.kind : 'own';
  const name = evaluation.outputs.classNames[evaluation.scores.positive] ?? '';
  // What does not move with the slider is not drawn anew with it.
  const presets = useMemo(
    () => <Presets evaluation={evaluation} kind={kind} onChosen={() => onDraft(null)} />,
    [evaluation, kind, onDraft],
  );
  const note = useMemo(() => <FitNote evaluation={evaluation} />, [evaluation]);
  return (
    <Panel title={words.title}>
      {presets}
      <p className={styles.hint}>{words.hints[kind]}</p>
      <ThresholdSlider name={name} view={view} threshold={draft ?? thresholdOf(point)} onMove={onDraft} />
      {kind === 'own' && evaluation.split === 'test' && <p className={styles.warn}>{words.ownOnTest}</p>}
      <Rates figures={figures} />
      {note}
    </Panel>
  );
}

const PRESETS = ['screening', 'balanced', 'ruleIn'] as const;

interface PresetsProps {
  readonly evaluation: Evaluation;
  readonly kind: OperatingPoint['kind'];
  /** A slider that has not come to rest gives way. */
  readonly onChosen: () => void;
}

function Presets({ evaluation, kind, onChosen }: PresetsProps) {
  const { setOperatingPoint } = useCommands();
  const fit = useAppState((state) => state.evaluations.fits[evaluation.weights]);
  const options = [
    { value: 'argmax' as const, label: words.options.argmax },
    ...PRESETS.map((value) => ({
      value,
      label: words.options[value],
      disabled: !fit || isMissing(fit.points[value]),
    })),
  ];
  const choose = (chosen: OperatingPoint['kind']) => {
    onChosen();
    if (chosen === 'argmax') {
      setOperatingPoint({ kind: 'argmax' });
      return;
    }
    const threshold = chosen === 'own' ? undefined : fit?.points[chosen];
    if (chosen === 'own' || threshold === undefined || isMissing(threshold)) return;
    setOperatingPoint({ kind: chosen, threshold });
  };
  return <Segmented label={words.choose} value={kind} options={options} onChange={choose} />;
}

interface SliderProps {
  readonly name: string;
  readonly view: BinaryView;
  readonly threshold: number | null;
  readonly onMove: (threshold: number) => void;
}

/** Steps of the slider from the lowest to the highest probability given. */
const STEPS = 500;
/** Logits beyond this look alike. */
const FARTHEST = 16;

/** Moves by logit, since a network that is sure of itself gives most films a probability near 0 or 1. */
function ThresholdSlider({ name, view, threshold, onMove }: SliderProps) {
  const id = useId();
  const { cuts } = view.index;
  const high = clampedLogit(cuts[0] ?? 1) + 0.01;
  const low = clampedLogit(cuts.at(-1) ?? 0) - 0.01;
  const place = Math.round(((clampedLogit(threshold ?? 0.5) - low) / (high - low)) * STEPS);
  const shown = writeThreshold(threshold ?? 0.5);
  return (
    <div className={styles.slider}>
      <label htmlFor={id}>{words.threshold(name)}</label>
      <output htmlFor={id} data-testid="threshold" data-value={threshold ?? 0.5}>
        {shown}
      </output>
      <input
        id={id}
        type="range"
        min={0}
        max={STEPS}
        value={Math.min(STEPS, Math.max(0, place))}
        aria-valuetext={shown}
        onChange={(event) =>
          onMove(1 / (1 + Math.exp(-(low + (Number(event.currentTarget.value) / STEPS) * (high - low)))))
        }
      />
    </div>
  );
}

function clampedLogit(probability: number): number {
  return Math.min(FARTHEST, Math.max(-FARTHEST, Math.log(probability / (1 - probability))));
}

const RATES = [
  'sensitivity',
  'specificity',
  'ppv',
  'npv',
  'accuracy',
  'balancedAccuracy',
  'f1',
  'kappa',
  'youden',
] as const;
const PLAIN: readonly string[] = ['f1', 'kappa', 'youden'];

function Rates({ figures }: { readonly figures: ThresholdFigures }) {
  return (
    <dl className={styles.rates} aria-label={words.rates}>
      {RATES.map((name) => {
        const value = figures[name];
        const written = isMissing(value) ? '–' : PLAIN.includes(name) ? value.toFixed(3) : formatPercent(value);
        return (
          <div key={name} title={isMissing(value) ? REASON_WORDS[value.reason] : undefined}>
            <dt>{name === 'youden' ? curveWords.youden : FIGURE_NAMES[name]}</dt>
            <dd data-testid={`live-${name}`} data-value={isMissing(value) ? '' : value}>
              {written}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
