import { useMemo, useRef, useState } from 'react';
import type { Judged } from '../../../app/evaluations.ts';
import { type DecisionPoint, decisionCurve } from '../../../core/metrics/curves/decision-curve.ts';
import { intervalsAtPrevalence, valuesAtPrevalence } from '../../../core/metrics/curves/prevalence-values.ts';
import { isMissing } from '../../../core/metrics/figure.ts';
import { against, type Scores } from '../../../core/metrics/scores.ts';
import { axisTicks } from '../../shared/chart/axis-ticks.ts';
import { ChartTools } from '../../shared/chart/ChartTools.tsx';
import { Plot, type PlotAxis } from '../../shared/chart/Plot.tsx';
import { linePath, type PlotPoint } from '../../shared/chart/paths.ts';
import { formatPercent } from '../../shared/format.ts';
import { NumberInput } from '../../shared/NumberInput.tsx';
import { NumberTable } from '../../shared/NumberTable.tsx';
import { Panel } from '../../shared/Panel.tsx';
import table from '../../shared/table.module.css';
import { curveWords } from '../../words/curves.ts';
import { FIGURE_NAMES } from '../../words/judged.ts';
import curves from '../curves/Curves.module.css';
import { whyMissing, writeInterval } from '../figures/measured-words.ts';
import styles from './Point.module.css';

const words = curveWords.prevalence;
const THRESHOLDS = Float64Array.from({ length: 99 }, (_, i) => (i + 1) / 100);

interface PrevalencePanelProps {
  readonly scores: Scores;
  readonly sensitivity: number;
  readonly specificity: number;
  /** Of this very operating point; null while others are drawn. */
  readonly judged: Judged | null;
}

/** What an answer is worth where other shares of people are ill: PPV, NPV and net benefit at a typed prevalence. */
export function PrevalencePanel({ scores, sensitivity, specificity, judged }: PrevalencePanelProps) {
  const share = useMemo(
    () => scores.labels.filter((label) => label === scores.positive).length / scores.labels.length,
    [scores],
  );
  const [typed, setTyped] = useState(() => Number((share * 100).toPrecision(3)));
  const check = (value: number) => (value >= 0.1 && value <= 99.9 ? null : words.outOfRange);
  const prevalence = check(typed) === null ? typed / 100 : share;
  const [isTable, setTable] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const points = useMemo(
    () => decisionCurve(against(scores, scores.positive), prevalence, THRESHOLDS),
    [scores, prevalence],
  );
  // Neither follows the slider.
  const tools = useMemo(
    () => (
      <ChartTools
        name={words.benefit}
        isTable={isTable}
        onTable={setTable}
        svg={() => frame.current?.querySelector('svg') ?? null}
        csv={() => toCsv(points)}
      />
    ),
    [isTable, points],
  );
  const chart = useMemo(
    () => (isTable ? <BenefitTable points={points} /> : <BenefitPlot points={points} prevalence={prevalence} />),
    [isTable, points, prevalence],
  );
  return (
    <Panel title={words.title} tools={tools}>
      <div className={styles.clinic}>
        <div className={styles.side}>
          <p className={styles.hint}>{words.text}</p>
          <NumberInput
            label={`${words.label}, ${words.here(formatPercent(share))}`}
            value={typed}
            unit="%"
            check={check}
            onChange={setTyped}
          />
          <Values scores={scores} rates={{ sensitivity, specificity }} prevalence={prevalence} judged={judged} />
          <p>{words.per(outcome({ sensitivity, specificity }, prevalence))}</p>
          <p className={table.foot}>{words.explain}</p>
        </div>
        <div ref={frame}>{chart}</div>
      </div>
    </Panel>
  );
}

interface ValuesProps extends Pick<PrevalencePanelProps, 'scores' | 'judged'> {
  readonly rates: { readonly sensitivity: number; readonly specificity: number };
  readonly prevalence: number;
}

/** PPV and NPV at the typed prevalence, each with its interval once that is drawn. */
function Values({ scores, rates, prevalence, judged }: ValuesProps) {
  const values = valuesAtPrevalence(rates, prevalence);
  const intervals = useMemo(() => {
    const measured = judged?.judgement.classes[scores.positive];
    return measured && judged.rates ? intervalsAtPrevalence(measured, judged.rates, prevalence) : null;
  }, [judged, scores, prevalence]);
  return (
    <dl className={styles.rates}>
      {(['ppv', 'npv'] as const).map((name) => (
        <div key={name}>
          <dt>{FIGURE_NAMES[name]}</dt>
          <dd data-testid={`prevalence-${name}`}>
            {isMissing(values[name]) ? '–' : formatPercent(values[name])}
            {intervals && (
              <span className={styles.small}>
                {writeInterval(intervals[name], name) || whyMissing(intervals[name])}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function outcome(
  { sensitivity, specificity }: { sensitivity: number; specificity: number },
  prevalence: number,
): string {
  const ill = Math.round(1000 * prevalence);
  const hit = Math.round(ill * sensitivity);
  return words.outcome(hit, ill - hit, Math.round((1000 - ill) * (1 - specificity)));
}

const X: PlotAxis = {
  label: `${words.threshold}, %`,
  domain: [0, 1],
  ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
  format: (value) => (value * 100).toFixed(0),
};

interface BenefitPlotProps {
  readonly points: readonly DecisionPoint[];
  readonly prevalence: number;
}

function BenefitPlot({ points, prevalence }: BenefitPlotProps) {
  const top = prevalence * 1.08;
  const floor = -prevalence * 0.25;
  const y: PlotAxis = useMemo(
    () => ({
      label: words.benefit,
      domain: [floor, top],
      ticks: axisTicks(0, top).slice(0, -1),
      format: (value) => value.toFixed(2),
    }),
    [floor, top],
  );
  const inView = (key: 'model' | 'treatAll'): PlotPoint[] =>
    points.flatMap((point): PlotPoint[] => (point[key] < floor ? [] : [[point.threshold, point[key]]]));
  const readings = useMemo(
    () =>
      points.flatMap(({ threshold, model }) =>
        model < floor
          ? []
          : [{ x: threshold, y: model, words: `${formatPercent(threshold, 0)}: ${words.benefit} ${model.toFixed(3)}` }],
      ),
    [points, floor],
  );
  return (
    <Plot label={words.benefit} x={X} y={y} readings={readings}>
      {(scale) => (
        <>
          <path
            d={linePath(
              [
                [0, 0],
                [1, 0],
              ],
              scale,
            )}
            className={curves.chance}
          />
          <path d={linePath(inView('treatAll'), scale)} className={curves.all} />
          <path d={linePath(inView('model'), scale)} className={curves.curve} />
          <text x={scale.x(0.99)} y={scale.y(0) - 6} textAnchor="end" className={curves.words}>
            {words.none}
          </text>
          <Label point={inView('treatAll').at(-1)} scale={scale} anchor="end" word={words.all} />
          <Label point={farthest(points)} scale={scale} anchor="start" word={words.model} />
        </>
      )}
    </Plot>
  );
}

/** Where the network lies farthest above both other lines: there its name stands clear of them. */
function farthest(points: readonly DecisionPoint[]): PlotPoint | undefined {
  const lead = ({ model, treatAll }: DecisionPoint) => model - Math.max(treatAll, 0);
  const [best] = points.toSorted((a, b) => lead(b) - lead(a));
  return best && [best.threshold, best.model];
}

interface LabelProps {
  readonly point: PlotPoint | undefined;
  readonly scale: { x(value: number): number; y(value: number): number };
  /** On which side of the point its line is: a name that ends there stands before it. */
  readonly anchor: 'start' | 'end';
  readonly word: string;
}

function Label({ point, scale, anchor, word }: LabelProps) {
  if (!point) return null;
  const [dx, dy] = anchor === 'end' ? [-8, 0] : [8, -6];
  return (
    <text x={scale.x(point[0]) + dx} y={scale.y(point[1]) + dy} textAnchor={anchor} className={curves.words}>
      {word}
    </text>
  );
}

function BenefitTable({ points }: { readonly points: readonly DecisionPoint[] }) {
  const rows = points.map(({ threshold, model, treatAll, treatNone }) => ({
    key: threshold,
    figures: [formatPercent(threshold, 0), model.toFixed(3), treatAll.toFixed(3), String(treatNone)],
  }));
  return <NumberTable tall title={words.benefit} columns={words.columns} rows={rows} />;
}

function toCsv(points: readonly DecisionPoint[]): string {
  const rows = points.map(
    ({ threshold, model, treatAll, treatNone }) => `${threshold},${model},${treatAll},${treatNone}`,
  );
  return ['threshold,network,act_on_all,act_on_none', ...rows, ''].join('\n');
}
