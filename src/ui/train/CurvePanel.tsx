import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { ChartTools } from '../shared/chart/ChartTools.tsx';
import { formatFigure } from '../shared/format.ts';
import { Panel } from '../shared/Panel.tsx';
import { useThrottled } from '../shared/use-throttled.ts';
import { trainWords } from '../words/train.ts';
import type { CurveChartProps } from './CurveChart.tsx';
import styles from './CurvePanel.module.css';
import { CurveTable } from './CurveTable.tsx';
import { type CurveParts, curvePoints, thinPoints, toCsv } from './series.ts';

const words = trainWords.charts;

/** recharts is half as large as the rest of the page together: it comes when there is something to draw. */
const CurveChart = lazy(() => import('./CurveChart.tsx').then((module) => ({ default: module.CurveChart })));

/** One chart after the other, and both after the figures. */
const REDRAW_MS = { accuracy: 150, loss: 250 };

/** More points than this only cost time on a chart of 500 px. */
const MOST_DRAWN = 150;

interface CurvePanelProps extends Pick<CurveChartProps, 'metric' | 'axis' | 'lastX' | 'best' | 'reference'> {
  readonly record: CurveParts;
}

/** One metric of training and validation: the figures now, the curves, the same as a table, and ways to keep them. */
export function CurvePanel({ metric, axis, record, lastX, best, reference }: CurvePanelProps) {
  const [isTable, setTable] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const points = useMemo(() => curvePoints(record, metric, axis), [record, metric, axis]);
  const chart = useMemo(
    () => ({ axis, points: thinPoints(points, MOST_DRAWN), lastX, best }),
    [axis, points, lastX, best],
  );
  const drawn = useThrottled(chart, REDRAW_MS[metric]);
  const name = words[metric];
  return (
    <Panel
      title={name}
      tools={
        <ChartTools
          name={name}
          isTable={isTable}
          onTable={setTable}
          svg={() => frame.current?.querySelector('svg') ?? null}
          csv={() => toCsv(points, metric, axis)}
        />
      }
    >
      <Readout metric={metric} axis={axis} record={record} />
      {isTable ? (
        <CurveTable points={points} metric={metric} axis={axis} />
      ) : (
        <div ref={frame} className={styles.chart} data-testid={`${metric}-chart`}>
          <Suspense fallback={<p className={styles.waiting}>{words.loading}</p>}>
            <CurveChart {...drawn} metric={metric} reference={reference} label={words.alt(name)} />
          </Suspense>
        </div>
      )}
    </Panel>
  );
}

/** The two figures now: of the last epoch, or of the newest step where steps are shown. */
function Readout({ metric, axis, record }: Pick<CurvePanelProps, 'metric' | 'axis' | 'record'>) {
  const lastEpoch = record.epochs.at(-1);
  const newest = axis === 'step' ? record.steps.at(-1) : lastEpoch;
  const training = (newest ?? lastEpoch)?.[metric];
  const validation = (metric === 'accuracy' ? lastEpoch?.valAccuracy : lastEpoch?.valLoss) ?? undefined;
  return (
    <dl className={styles.readout}>
      <Figure name={metric} value={training} dashed={false} />
      <Figure name={`val_${metric}`} value={validation} dashed />
    </dl>
  );
}

function Figure({
  name,
  value,
  dashed,
}: {
  readonly name: string;
  readonly value: number | undefined;
  readonly dashed: boolean;
}) {
  return (
    <div className={styles.figure}>
      <dt>
        <span className={dashed ? styles.dashed : styles.solid} aria-hidden="true" />
        {name}
      </dt>
      <dd data-testid={name} data-value={value}>
        {value === undefined ? '–' : formatFigure(value)}
      </dd>
    </div>
  );
}
