import { memo, type PointerEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import styles from './Plot.module.css';
import { useWidth } from './use-width.ts';

/** One axis: where it runs, what stands along it. */
export interface PlotAxis {
  readonly label: string;
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

/** A place on a plot that can be read, by pointer or arrow keys. */
export interface Reading {
  readonly x: number;
  readonly y: number;
  readonly words: string;
}

/** From values to pixels of the drawing. */
export interface Scale {
  x(value: number): number;
  y(value: number): number;
}

interface PlotProps {
  /** What the plot shows, for those who do not see it. */
  readonly label: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly readings: readonly Reading[];
  readonly children: (scale: Scale) => ReactNode;
}

const MARGIN = { top: 10, right: 14, bottom: 40, left: 52 };
const TALLEST = 340;

/** Axes and grid around what `children` draw; light enough to be drawn anew in every frame. */
export function Plot({ label, x, y, readings, children }: PlotProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = Math.max(240, useWidth(frame));
  const height = Math.min(TALLEST, width * 0.85);
  const size = useMemo(() => ({ width, height }), [width, height]);
  const scale = useMemo(() => makeScale(x.domain, y.domain, size), [x.domain, y.domain, size]);
  const [at, setAt] = useState<number | null>(null);
  const read = at === null ? null : readings[at];
  const follow = ({ nativeEvent }: PointerEvent) =>
    setAt(nearest(readings, scale, { x: nativeEvent.offsetX, y: nativeEvent.offsetY }));
  return (
    <div ref={frame} className={styles.frame}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={label}
        onPointerMove={follow}
        onPointerLeave={() => setAt(null)}
      >
        <Axes x={x} y={y} scale={scale} size={size} />
        {children(scale)}
        {read && <circle cx={scale.x(read.x)} cy={scale.y(read.y)} r={4} className={styles.cursor} />}
      </svg>
      {readings.length > 0 && (
        <input
          type="range"
          className={styles.keys}
          aria-label={label}
          aria-valuetext={read?.words ?? label}
          min={0}
          max={readings.length - 1}
          value={at ?? 0}
          onFocus={() => setAt(at ?? 0)}
          onBlur={() => setAt(null)}
          onChange={(event) => setAt(Number(event.currentTarget.value))}
        />
      )}
      <p className={styles.reading} aria-hidden="true">
        {read?.words ?? ' '}
      </p>
    </div>
  );
}

interface AxesProps extends Pick<PlotProps, 'x' | 'y'> {
  readonly scale: Scale;
  readonly size: { readonly width: number; readonly height: number };
}

const Axes = memo(function Axes({ x, y, scale, size }: AxesProps) {
  const [left, right] = [MARGIN.left, size.width - MARGIN.right];
  const bottom = size.height - MARGIN.bottom;
  return (
    <g className={styles.axes}>
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={scale.y(tick)} y2={scale.y(tick)} stroke="var(--line)" />
          <text x={left - 8} y={scale.y(tick)} dy="0.32em" textAnchor="end">
            {y.format(tick)}
          </text>
        </g>
      ))}
      <line x1={left} x2={right} y1={bottom} y2={bottom} stroke="var(--line-strong)" />
      {x.ticks.map((tick) => (
        <text key={tick} x={scale.x(tick)} y={bottom + 16} textAnchor="middle">
          {x.format(tick)}
        </text>
      ))}
      <text x={(left + right) / 2} y={size.height - 6} textAnchor="middle">
        {x.label}
      </text>
      <text x={-(MARGIN.top + bottom) / 2} y={11} textAnchor="middle" transform="rotate(-90)">
        {y.label}
      </text>
    </g>
  );
});

function makeScale(
  x: readonly [number, number],
  y: readonly [number, number],
  { width, height }: { width: number; height: number },
): Scale {
  const across = width - MARGIN.left - MARGIN.right;
  const up = height - MARGIN.top - MARGIN.bottom;
  return {
    x: (value) => MARGIN.left + ((value - x[0]) / (x[1] - x[0])) * across,
    y: (value) => height - MARGIN.bottom - ((value - y[0]) / (y[1] - y[0])) * up,
  };
}

function nearest(readings: readonly Reading[], scale: Scale, pointer: { x: number; y: number }): number | null {
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  readings.forEach(({ x, y }, i) => {
    const distance = (scale.x(x) - pointer.x) ** 2 + (scale.y(y) - pointer.y) ** 2;
    if (distance >= least) return;
    least = distance;
    best = i;
  });
  return best;
}
