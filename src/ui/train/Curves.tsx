import { useMemo, useState } from 'react';
import { type RunRecord, recordOf } from '../../core/training/run-state.ts';
import { useAppState } from '../AppContext.tsx';
import { epochsInView } from '../shared/chart/axis-ticks.ts';
import { isPaperDataset, PAPER_ACCURACY } from '../shared/paper.ts';
import { Segmented } from '../shared/Segmented.tsx';
import { useThrottled } from '../shared/use-throttled.ts';
import { trainWords } from '../words/train.ts';
import { CurvePanel } from './CurvePanel.tsx';
import type { Axis, MetricName } from './series.ts';
import styles from './TrainPlace.module.css';

const words = trainWords.charts;

const AXES = [
  { value: 'epoch', label: words.byEpoch },
  { value: 'step', label: words.byStep },
] as const satisfies readonly { value: Axis; label: string }[];

/** Steps come ten times a second; a chart is drawn at most this often, ms. */
const REDRAW_MS = 2000;
/** Fewer epochs than this look lost on an axis of their own. */
const MIN_EPOCHS = 5;
const METRICS = ['accuracy', 'loss'] as const;

/** The four series of a run, by epoch or by step. */
export function Curves() {
  const facts = useAppState((state) => recordOf(state.run)?.facts);
  const epochs = useAppState((state) => recordOf(state.run)?.epochs);
  const [chosen, setChosen] = useState<Axis | null>(null);
  if (!facts || !epochs) return null;
  // Until the first epoch ends there is nothing to show by epoch.
  const axis = chosen ?? (epochs.length ? 'epoch' : 'step');
  return (
    <>
      <div className={styles.axis}>
        <Segmented label={words.by} value={axis} options={AXES} onChange={setChosen} />
      </div>
      {axis === 'epoch' ? (
        <Panels axis={axis} facts={facts} epochs={epochs} steps={NO_STEPS} />
      ) : (
        <StepPanels facts={facts} epochs={epochs} />
      )}
    </>
  );
}

type Parts = Pick<RunRecord, 'facts' | 'epochs' | 'steps'>;
const NO_STEPS: RunRecord['steps'] = [];

/** Follows the steps too; apart, so that by epoch nothing is drawn between epochs. */
function StepPanels({ facts, epochs }: Omit<Parts, 'steps'>) {
  const newest = useAppState((state) => recordOf(state.run)?.steps) ?? NO_STEPS;
  const steps = useThrottled(newest, REDRAW_MS);
  return <Panels axis="step" facts={facts} epochs={epochs} steps={steps} />;
}

function Panels({ axis, facts, epochs, steps }: Parts & { readonly axis: Axis }) {
  const bestEpoch = useAppState((state) => recordOf(state.run)?.bestEpoch ?? null);
  const isPaper = useAppState(
    ({ dataset }) => 'index' in dataset && isPaperDataset(dataset.index.classNames, dataset.index.source),
  );
  const parts = useMemo(() => ({ facts, epochs, steps }), [facts, epochs, steps]);
  const perEpoch = axis === 'epoch' ? 1 : facts.stepsPerEpoch;
  const begun = axis === 'epoch' ? Math.max(epochs.length, MIN_EPOCHS) : Math.max(epochs.length, 1);
  const best = useMemo(
    () => (bestEpoch === null ? null : { x: (bestEpoch + 1) * perEpoch, label: words.best(bestEpoch + 1) }),
    [bestEpoch, perEpoch],
  );
  return (
    <div className={styles.charts}>
      {METRICS.map((metric) => (
        <CurvePanel
          key={metric}
          metric={metric}
          axis={axis}
          record={parts}
          lastX={epochsInView(begun, facts.config.epochs) * perEpoch}
          best={best}
          reference={isPaper && metric === ('accuracy' satisfies MetricName) ? PAPER_LINE : null}
        />
      ))}
    </div>
  );
}

const PAPER_LINE = { y: PAPER_ACCURACY, label: words.paper };
