import { memo, useMemo, useRef, useState } from 'react';
import type { Bands } from '../../../core/metrics/curves/bands.ts';
import { type Interval, isMissing, type Missing } from '../../../core/metrics/figure.ts';
import { ChartTools } from '../../shared/chart/ChartTools.tsx';
import { Plot, type PlotAxis, type Reading } from '../../shared/chart/Plot.tsx';
import { areaPath, linePath, type PlotPoint } from '../../shared/chart/paths.ts';
import { formatPercent } from '../../shared/format.ts';
import { NumberTable } from '../../shared/NumberTable.tsx';
import { Panel } from '../../shared/Panel.tsx';
import table from '../../shared/table.module.css';
import { curveWords } from '../../words/curves.ts';
import { REASON_WORDS } from '../../words/reasons.ts';
import { writeThreshold } from '../point/point-words.ts';
import type { BinaryView, CurvePlace } from './binary-view.ts';
import styles from './Curves.module.css';

/** Which of the two curves. */
export type CurveKind = 'roc' | 'pr';

interface CurvePanelProps {
  readonly kind: CurveKind;
  readonly view: BinaryView;
  readonly bands: Bands | Missing | null;
  /** The figure that sums the curve up, as it is written. */
  readonly summary: string;
  /** Where the operating point lies. */
  readonly at: { readonly sensitivity: number; readonly falsePositiveRate: number; readonly ppv: number };
}

const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];
const percent = (value: number) => (value * 100).toFixed(0);
const axis = (label: string): PlotAxis => ({ label: `${label}, %`, domain: [0, 1], ticks: TICKS, format: percent });
const AXES = {
  roc: { x: axis(curveWords.roc.x), y: axis(curveWords.roc.y) },
  pr: { x: axis(curveWords.pr.x), y: axis(curveWords.pr.y) },
};

/** A curve with its band, the operating point on it, the same as a table, and ways to keep it. */
export function CurvePanel({ kind, view, bands, summary, at }: CurvePanelProps) {
  const [isTable, setTable] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const { title } = curveWords[kind];
  const [x, y] = kind === 'roc' ? [at.falsePositiveRate, at.sensitivity] : [at.sensitivity, at.ppv];
  const readings = useMemo(() => readingsOf(view.places, kind), [view, kind]);
  const tools = useMemo(
    () => (
      <ChartTools
        name={title}
        isTable={isTable}
        onTable={setTable}
        svg={() => frame.current?.querySelector('svg') ?? null}
        csv={() => toCsv(view.places)}
      />
    ),
    [title, isTable, view],
  );
  return (
    <Panel title={title} tools={tools}>
      <p className={styles.summary}>{summary}</p>
      {isTable ? (
        <PlaceTable places={view.places} title={title} />
      ) : (
        <div ref={frame}>
          <Plot label={`${title}: ${summary}`} {...AXES[kind]} readings={readings}>
            {(scale) => (
              <>
                <Curve kind={kind} view={view} bands={bands} scale={scale} />
                {Number.isFinite(y) && (
                  <circle
                    cx={scale.x(x)}
                    cy={scale.y(y)}
                    r={6}
                    className={styles.point}
                    data-testid={`${kind}-point`}
                  />
                )}
              </>
            )}
          </Plot>
        </div>
      )}
      <p className={table.foot}>
        {bands && isMissing(bands) ? curveWords.noBand(REASON_WORDS[bands.reason]) : curveWords.band}
      </p>
    </Panel>
  );
}

interface CurveProps extends Pick<CurvePanelProps, 'kind' | 'view' | 'bands'> {
  readonly scale: Parameters<Parameters<typeof Plot>[0]['children']>[0];
}

/** What does not move with the threshold. */
const Curve = memo(function Curve({ kind, view, bands, scale }: CurveProps) {
  const share = view.positives / (view.positives + view.negatives);
  const chance: PlotPoint[] =
    kind === 'roc'
      ? [
          [0, 0],
          [1, 1],
        ]
      : [
          [0, share],
          [1, share],
        ];
  return (
    <>
      {bands && !isMissing(bands) && (
        <path d={areaPath(bandPlaces(bands.grid, bands[kind]), scale)} className={styles.band} />
      )}
      <path d={linePath(chance, scale)} className={styles.chance} />
      <path d={linePath(pointsOf(view.places, kind), scale)} className={styles.curve} />
    </>
  );
});

function bandPlaces(grid: Float64Array, limits: readonly (Interval | Missing)[]) {
  return limits.flatMap((limit, i) => (isMissing(limit) ? [] : [{ x: grid[i] as number, ...limit }]));
}

function pointsOf(places: readonly CurvePlace[], kind: CurveKind): PlotPoint[] {
  if (kind === 'pr') return places.map(({ sensitivity, ppv }) => [sensitivity, ppv]);
  return [[0, 0], ...places.map(({ falsePositiveRate, sensitivity }): PlotPoint => [falsePositiveRate, sensitivity])];
}

function readingsOf(places: readonly CurvePlace[], kind: CurveKind): Reading[] {
  const { sensitivity: name } = { sensitivity: curveWords.roc.y };
  return places.map(({ sensitivity, falsePositiveRate, ppv, threshold }) => {
    const first = `${name} ${formatPercent(sensitivity)}`;
    const second =
      kind === 'roc' ? `${curveWords.columns[2]} ${formatPercent(1 - falsePositiveRate)}` : `PPV ${formatPercent(ppv)}`;
    const [x, y] = kind === 'roc' ? [falsePositiveRate, sensitivity] : [sensitivity, ppv];
    return { x, y, words: curveWords.reading(first, second, writeThreshold(threshold)) };
  });
}

function PlaceTable({ places, title }: { readonly places: readonly CurvePlace[]; readonly title: string }) {
  const rows = places.map(({ threshold, sensitivity, falsePositiveRate, ppv }) => ({
    key: threshold,
    figures: [
      writeThreshold(threshold),
      formatPercent(sensitivity),
      formatPercent(1 - falsePositiveRate),
      formatPercent(ppv),
    ],
  }));
  return <NumberTable tall title={title} columns={curveWords.columns} rows={rows} />;
}

function toCsv(places: readonly CurvePlace[]): string {
  const rows = places.map(({ threshold, sensitivity, falsePositiveRate, ppv }) =>
    [threshold, sensitivity, 1 - falsePositiveRate, ppv].join(','),
  );
  return ['threshold,sensitivity,specificity,ppv', ...rows, ''].join('\n');
}
