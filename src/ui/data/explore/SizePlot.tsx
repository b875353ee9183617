import { useEffect, useMemo, useRef, useState } from 'react';
import type { FilmFacts } from '../../../core/dataset/facts.ts';
import type { DatasetIndex } from '../../../core/dataset/types.ts';
import { useAppState } from '../../AppContext.tsx';
import { Button } from '../../shared/Button.tsx';
import { ClassName } from '../../shared/ClassName.tsx';
import { formatCount } from '../../shared/format.ts';
import { Panel } from '../../shared/Panel.tsx';
import { Scroll } from '../../shared/Scroll.tsx';
import table from '../../shared/table.module.css';
import { exploreWords } from '../../words/explore.ts';
import { trainWords } from '../../words/train.ts';
import { type DrawnSizes, drawSizes } from './draw-sizes.ts';
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
      {!common && !isTable && <Scatter key={theme} index={index} facts={facts} classes={classes} />}
      {!common && <p className={table.foot}>{isTable ? words.tableFoot : words.foot}</p>}
    </Panel>
  );
}

/** Dots on a canvas: 5,856 of them as elements of their own would hold up the page. */
function Scatter({ index, facts, classes }: DrawnSizes) {
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
    const draw = () => drawSizes(target, { index, facts, classes }, samples, most);
    const observer = new ResizeObserver(draw);
    observer.observe(target);
    return () => observer.disconnect();
  }, [index, facts, classes, samples, most]);
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
