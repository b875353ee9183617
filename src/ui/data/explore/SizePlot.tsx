import { useEffect, useMemo, useRef, useState } from 'react';
import type { FilmFacts } from '../../../core/dataset/facts.ts';
import type { DatasetIndex } from '../../../core/dataset/types.ts';
import { useAppState } from '../../AppContext.tsx';
import { Button } from '../../shared/Button.tsx';
import { ClassName } from '../../shared/ClassName.tsx';
import { classColour } from '../../shared/class-colour.ts';
import { formatCount } from '../../shared/format.ts';
import { Panel } from '../../shared/Panel.tsx';
import { Scroll } from '../../shared/Scroll.tsx';
import table from '../../shared/table.module.css';
import { exploreWords } from '../../words/explore.ts';
import { trainWords } from '../../words/train.ts';
import styles from './SizePlot.module.css';
import { type ClassSizes, commonSize, knownSamples, type Quartiles, sizesByClass } from './size-facts.ts';

const words = exploreWords.sizes;

interface SizePlotProps {
  readonly index: DatasetIndex;
  readonly facts: FilmFacts;
}

/** Width against height of every film, by class; the same as a table of quartiles. */
export function SizePlot({ index, facts }: SizePlotProps) {
  const [isTable, setTable] = useState(false);
  // Another theme has other colours of the classes: the plot is drawn anew.
  const theme = useAppState((state) => state.theme);
  const classes = useMemo(() => sizesByClass(index, facts), [index, facts]);
  const common = useMemo(() => commonSize(facts), [facts]);
  if (!classes) return null;
  const toggle = (
    <Button kind="quiet" onPress={() => setTable(!isTable)}>
      {isTable ? trainWords.charts.chart : trainWords.charts.table}
    </Button>
  );
  return (
    <Panel title={words.title} tools={common ? null : toggle}>
      {common && <p className={styles.quiet}>{words.same(...common)}</p>}
      {!common && isTable && <SizeTable index={index} classes={classes} />}
      {!common && !isTable && <Scatter key={theme} index={index} facts={facts} />}
      {!common && <p className={table.foot}>{words.foot}</p>}
    </Panel>
  );
}

/** Dots on a canvas: 5,856 of them as elements of their own would hold up the page. */
function Scatter({ index, facts }: SizePlotProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const samples = useMemo(() => knownSamples(facts), [facts]);
  const most = useMemo(
    () =>
      niceEnd(samples.reduce((top, sample) => Math.max(top, facts.width[sample] ?? 0, facts.height[sample] ?? 0), 1)),
    [samples, facts],
  );
  useEffect(() => {
    const target = canvas.current;
    if (!target) return;
    const draw = () => drawDots(target, { index, facts }, samples, most);
    const observer = new ResizeObserver(draw);
    observer.observe(target);
    return () => observer.disconnect();
  }, [index, facts, samples, most]);
  return (
    <div className={styles.plot}>
      <span className={styles.top}>{formatCount(most)}</span>
      <span className={styles.y}>{words.height}</span>
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={words.alt} />
      <span className={styles.zero}>0</span>
      <span className={styles.x}>{words.width}</span>
      <span className={styles.end}>{formatCount(most)}</span>
      <div className={styles.legend}>
        {index.classNames.map((name, label) => (
          <ClassName key={name} label={label} name={name} />
        ))}
      </div>
    </div>
  );
}

/** A stride that visits every sample once in mixed order, so that no class lies on top of the other. */
const STRIDE = 7919;

function drawDots(canvas: HTMLCanvasElement, { index, facts }: SizePlotProps, samples: number[], most: number): void {
  const scale = window.devicePixelRatio;
  const [width, height] = [canvas.clientWidth * scale, canvas.clientHeight * scale];
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (!context) return;
  const colours = index.classNames.map((_, label) => resolvedColour(canvas, classColour(label)));
  context.globalAlpha = 0.5;
  const side = 2.5 * scale;
  samples.forEach((_, i) => {
    const sample = samples[(i * STRIDE) % samples.length] as number;
    context.fillStyle = colours[index.labels[sample] as number] ?? 'grey';
    const x = ((facts.width[sample] as number) / most) * width;
    const y = height - ((facts.height[sample] as number) / most) * height;
    context.fillRect(x - side / 2, y - side / 2, side, side);
  });
}

/** A canvas knows no custom properties: the browser resolves them on an element. */
function resolvedColour(element: HTMLElement, colour: string): string {
  element.style.color = colour;
  return getComputedStyle(element).color;
}

function niceEnd(value: number): number {
  const step = value > 1000 ? 500 : 100;
  return Math.ceil(value / step) * step;
}

function SizeTable({ index, classes }: { readonly index: DatasetIndex; readonly classes: readonly ClassSizes[] }) {
  return (
    <Scroll label={words.table}>
      <table className={table.table}>
        <caption className="visually-hidden">{words.table}</caption>
        <thead>
          <tr>
            {words.columns.map((name, column) => (
              <th key={name} scope="col" className={column > 0 ? table.number : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map(({ label, films, width, height, aspect }) => (
            <tr key={label}>
              <th scope="row">
                <ClassName label={label} name={index.classNames[label] ?? ''} />
              </th>
              <td className={table.number}>{formatCount(films)}</td>
              <td className={table.number}>{write(width, formatCount)}</td>
              <td className={table.number}>{write(height, formatCount)}</td>
              <td className={table.number}>{write(aspect, (value) => value.toFixed(2))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function write([low, middle, high]: Quartiles, format: (value: number) => string): string {
  return Number.isNaN(middle) ? '–' : words.quartiles(format(low), format(middle), format(high));
}
