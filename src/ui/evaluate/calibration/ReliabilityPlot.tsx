import { useMemo } from 'react';
import type { ReliabilityBin } from '../../../core/metrics/calibration/reliability.ts';
import { type Interval, isMissing } from '../../../core/metrics/figure.ts';
import { Plot, type PlotAxis, type Scale } from '../../shared/chart/Plot.tsx';
import { linePath } from '../../shared/chart/paths.ts';
import { formatPercent } from '../../shared/format.ts';
import { calibrationWords } from '../../words/calibration.ts';
import { commonWords } from '../../words/common.ts';
import curves from '../curves/Curves.module.css';
import styles from './Reliability.module.css';

const words = calibrationWords;
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];
const percent = (value: number) => (value * 100).toFixed(0);
const X: PlotAxis = { label: `${words.x}, %`, domain: [0, 1], ticks: TICKS, format: percent };
const Y: PlotAxis = { label: `${words.y}, %`, domain: [0, 1], ticks: TICKS, format: percent };
/** Height of the tallest bar of counts, as a share of the plot. */
const BAR = 0.16;

/** Films of one bin with its place. */
interface Dot {
  readonly films: number;
  readonly said: number;
  readonly seen: number;
  readonly interval: Interval | null;
  readonly from: number;
  readonly to: number;
}

/** Said against seen, with intervals; films per bin as bars along the foot. */
export function ReliabilityPlot({ bins }: { readonly bins: readonly ReliabilityBin[] }) {
  const dots = useMemo(() => bins.flatMap(toDot), [bins]);
  const most = Math.max(1, ...dots.map(({ films }) => films));
  const readings = useMemo(
    () =>
      dots.map(({ said, seen, films, interval }) => {
        const ends = interval ? ` (${percent(interval.low)}–${percent(interval.high)})` : '';
        const text = words.reading(formatPercent(said), formatPercent(seen), commonWords.films(films), ends);
        return { x: said, y: seen, words: text };
      }),
    [dots],
  );
  return (
    <Plot label={words.title} x={X} y={Y} readings={readings}>
      {(scale) => (
        <>
          {dots.map((dot) => (
            <Bar key={dot.from} dot={dot} scale={scale} most={most} />
          ))}
          <path
            d={linePath(
              [
                [0, 0],
                [1, 1],
              ],
              scale,
            )}
            className={curves.chance}
          />
          {dots.map((dot) => (
            <Mark key={dot.from} dot={dot} scale={scale} />
          ))}
        </>
      )}
    </Plot>
  );
}

function Bar({ dot, scale, most }: { readonly dot: Dot; readonly scale: Scale; readonly most: number }) {
  const top = scale.y((dot.films / most) * BAR);
  return (
    <rect
      x={scale.x(dot.from) + 1}
      y={top}
      width={scale.x(dot.to) - scale.x(dot.from) - 2}
      height={scale.y(0) - top}
      className={styles.bar}
    />
  );
}

function Mark({ dot, scale }: { readonly dot: Dot; readonly scale: Scale }) {
  const x = scale.x(dot.said);
  return (
    <g className={styles.mark}>
      {dot.interval && <line x1={x} x2={x} y1={scale.y(dot.interval.low)} y2={scale.y(dot.interval.high)} />}
      <circle cx={x} cy={scale.y(dot.seen)} r={4} />
    </g>
  );
}

function toDot({ films, predicted, observed, interval, from, to }: ReliabilityBin): Dot[] {
  if (isMissing(predicted) || isMissing(observed)) return [];
  return [{ films, said: predicted, seen: observed, interval: isMissing(interval) ? null : interval, from, to }];
}
