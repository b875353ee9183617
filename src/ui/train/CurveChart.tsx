import { memo } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';
import { axisTicks } from '../shared/chart/axis-ticks.ts';
import { formatFigure } from '../shared/format.ts';
import styles from './CurveChart.module.css';
import { endLabelOffset, indexOfLast, referenceLabelOffset, type SeriesKey } from './end-labels.ts';
import { type Axis, type CurvePoint, type MetricName, yRange } from './series.ts';

/** What a chart of one metric shows. */
export interface CurveChartProps {
  readonly metric: MetricName;
  readonly axis: Axis;
  readonly points: readonly CurvePoint[];
  /** Where the x axis ends: the planned epochs or steps, so that points appear and nothing moves. */
  readonly lastX: number;
  readonly best: { readonly x: number; readonly label: string } | null;
  readonly reference: { readonly y: number; readonly label: string } | null;
  readonly label: string;
}

const HEIGHT = 260;
/** Above, room for the name of a curve that ends at the top. */
const MARGIN = { top: 20, right: 18, bottom: 4, left: 0 };
const FONT = { fontSize: 12, fill: 'var(--text-quiet)' };
/** Lines may pass behind words. */
const HALO = { stroke: 'var(--surface)', strokeWidth: 4, paintOrder: 'stroke' };

/** Training solid and validation dashed over epochs or steps, labelled at their ends; read by hover and arrow keys. */
export const CurveChart = memo(function CurveChart(props: CurveChartProps) {
  const { metric, axis, points, lastX, best, reference, label } = props;
  const first = axis === 'epoch' ? 1 : 0;
  const domain: [number, number] = [first, Math.max(lastX, first + 1)];
  const range = yRange(points, metric, reference?.y);
  const middle = (domain[0] + domain[1]) / 2;
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <LineChart data={points} margin={MARGIN} title={label} role="img">
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="x"
          type="number"
          domain={domain}
          allowDecimals={false}
          ticks={axisTicks(first, domain[1], 1)}
          tick={FONT}
          stroke="var(--line-strong)"
          tickLine={false}
        />
        <YAxis domain={range} ticks={axisTicks(...range)} width={44} tick={FONT} axisLine={false} tickLine={false} />
        {reference && <ReferenceLine y={reference.y} stroke="var(--text-quiet)" strokeDasharray="1 4" />}
        {best && (
          <ReferenceLine
            x={best.x}
            stroke="var(--line-strong)"
            label={{
              value: best.label,
              position: bestLabelAt(metric, best.x < middle),
              ...FONT,
              ...HALO,
            }}
          />
        )}
        <Tooltip isAnimationActive={false} content={(props) => <Reading {...props} axis={axis} />} />
        {seriesLine('train', metric, points.length)}
        {seriesLine('validation', metric, points.length)}
        {seriesLabel({ points, metric, range, middle }, 'train')}
        {seriesLabel({ points, metric, range, middle }, 'validation')}
        {reference && referenceLabel(first, reference, referenceLabelOffset(points, reference.y, range))}
      </LineChart>
    </ResponsiveContainer>
  );
});

/** Away from the curve, which ends high for accuracy and low for loss. */
function bestLabelAt(metric: MetricName, isLeft: boolean) {
  if (metric === 'loss') return isLeft ? 'insideTopLeft' : 'insideTopRight';
  return isLeft ? 'insideBottomLeft' : 'insideBottomRight';
}

const FEW_POINTS = 30;

/** One line. A function, not a component: recharts looks for its own children. */
function seriesLine(key: SeriesKey, metric: MetricName, count: number) {
  const colour = `var(--series-${key})`;
  return (
    <Line
      dataKey={key}
      name={seriesName(key, metric)}
      type="linear"
      stroke={colour}
      strokeWidth={1.75}
      {...(key === 'validation' ? { strokeDasharray: '5 4' } : {})}
      dot={count <= FEW_POINTS ? { r: 2, fill: colour, strokeWidth: 0 } : false}
      activeDot={{ r: 4, strokeWidth: 0, fill: colour }}
      connectNulls
      isAnimationActive={false}
    />
  );
}

/** Where a series' name may go. */
interface LabelPlace {
  readonly points: readonly CurvePoint[];
  readonly metric: MetricName;
  readonly range: [number, number];
  /** Beyond it names stand at the left of their point. */
  readonly middle: number;
}

/** Clear of the dot and of the best epoch's line, px. */
const ASIDE = 5;

/** A series' name at its last point, so that nobody needs a legend. */
function seriesLabel({ points, metric, range, middle }: LabelPlace, key: SeriesKey) {
  const last = points[indexOfLast(points, key)];
  const value = last?.[key];
  if (!last || value === undefined) return null;
  const isRight = last.x > middle;
  return (
    <ReferenceDot
      x={last.x}
      y={value}
      r={0}
      label={({ viewBox }: { viewBox: { x?: number; y?: number } }) => (
        <text
          x={(viewBox.x ?? 0) + (isRight ? -ASIDE : ASIDE)}
          y={(viewBox.y ?? 0) + endLabelOffset(points, key, range)}
          textAnchor={isRight ? 'end' : 'start'}
          fill={`var(--series-${key})`}
          fontSize={12}
          fontWeight={500}
          {...HALO}
        >
          {seriesName(key, metric)}
        </text>
      )}
    />
  );
}

/** Its words at the reference line's start, in front of curves. */
function referenceLabel(x: number, { y, label }: { readonly y: number; readonly label: string }, offset: number) {
  return (
    <ReferenceDot
      x={x}
      y={y}
      r={0}
      label={({ viewBox }: { viewBox: { x?: number; y?: number } }) => (
        <text x={(viewBox.x ?? 0) + ASIDE} y={(viewBox.y ?? 0) + offset} {...FONT} {...HALO}>
          {label}
        </text>
      )}
    />
  );
}

function seriesName(key: SeriesKey, metric: MetricName): string {
  return key === 'train' ? metric : `val_${metric}`;
}

interface ReadingProps extends TooltipContentProps {
  readonly axis: Axis;
}

function Reading({ active, payload, label, axis }: ReadingProps) {
  if (!active || !payload.length) return null;
  return (
    <div className={styles.reading}>
      <p>
        {axis} {label}
      </p>
      {payload.map((entry) => (
        <p key={String(entry.dataKey)} style={{ color: entry.color }}>
          {entry.name} {formatFigure(Number(entry.value))}
        </p>
      ))}
    </div>
  );
}
