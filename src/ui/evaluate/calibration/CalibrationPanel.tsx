import { useRef, useState } from 'react';
import type { Evaluation } from '../../../app/evaluations.ts';
import { weightsInHand } from '../../../app/judged-model.ts';
import type { Fitted } from '../../../core/metrics/calibration/recalibration.ts';
import type { ReliabilityBin } from '../../../core/metrics/calibration/reliability.ts';
import { type Figure, isMissing } from '../../../core/metrics/figure.ts';
import type { CalibrationView } from '../../../core/metrics/split-judgement.ts';
import { useAppState, useCommands } from '../../AppContext.tsx';
import { Button } from '../../shared/Button.tsx';
import { ChartTools } from '../../shared/chart/ChartTools.tsx';
import { formatCount, formatPercent } from '../../shared/format.ts';
import { NumberTable } from '../../shared/NumberTable.tsx';
import { Panel } from '../../shared/Panel.tsx';
import { Scroll } from '../../shared/Scroll.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import table from '../../shared/table.module.css';
import { calibrationWords } from '../../words/calibration.ts';
import { REASON_WORDS } from '../../words/reasons.ts';
import point from '../point/Point.module.css';
import { ReliabilityPlot } from './ReliabilityPlot.tsx';

const words = calibrationWords;

const VIEWS = [
  { value: 'raw', label: words.raw },
  { value: 'scaled', label: words.scaled },
] as const;

/** Whether probabilities can be taken at their word: diagram, intercept, slope, and what a temperature mends. */
export function CalibrationPanel({ evaluation }: { readonly evaluation: Evaluation }) {
  const [isTable, setTable] = useState(false);
  const [shown, setShown] = useState<'raw' | 'scaled'>('raw');
  const frame = useRef<HTMLDivElement>(null);
  const { curves } = evaluation;
  if (!curves) {
    return (
      <Panel title={words.title}>
        <progress aria-label={words.drawing} />
      </Panel>
    );
  }
  const view = (shown === 'scaled' && curves.scaled) || curves.calibration;
  const { bins } = view.reliability;
  return (
    <Panel
      title={words.title}
      tools={
        <ChartTools
          name={words.title}
          isTable={isTable}
          onTable={setTable}
          svg={() => frame.current?.querySelector('svg') ?? null}
          csv={() => toCsv(bins)}
        />
      }
    >
      <div className={point.clinic}>
        <div className={point.side}>
          <p className={point.hint}>{words.text}</p>
          {curves.scaled && <Segmented label={words.show} value={shown} options={VIEWS} onChange={setShown} />}
          <FigureTable before={curves.calibration} after={curves.scaled} />
          <TemperatureLines evaluation={evaluation} />
        </div>
        <div ref={frame}>{isTable ? <BinTable bins={bins} /> : <ReliabilityPlot bins={bins} />}</div>
      </div>
    </Panel>
  );
}

function TemperatureLines({ evaluation }: { readonly evaluation: Evaluation }) {
  const { weights, split } = evaluation;
  const fit = useAppState((state) => state.evaluations.fits[weights]);
  const isUsed = useAppState((state) => state.evaluations.calibrated?.weights === weights);
  const isInHand = useAppState((state) => state.model.kind !== 'none');
  const isAnswering = useAppState((state) => weightsInHand(state.evaluations, state.model) === weights);
  const { calibrate } = useCommands();
  if (!fit) return null;
  if (isMissing(fit.temperature)) {
    return <p className={table.foot}>{words.notFitted(REASON_WORDS[fit.temperature.reason])}</p>;
  }
  return (
    <>
      <p className={table.foot} data-testid="temperature" data-value={fit.temperature.temperature}>
        {words.fitted(fit.temperature.temperature.toFixed(2))} {split === 'validation' && words.onValidation}
      </p>
      {isInHand && !isAnswering && <p className={table.foot}>{words.otherWeights}</p>}
      {isInHand && isAnswering && (
        <div>
          <Button onPress={() => calibrate(isUsed ? null : weights)}>{isUsed ? words.drop : words.keep}</Button>
        </div>
      )}
      {isUsed && <p className={table.foot}>{words.kept}</p>}
    </>
  );
}

interface FigureTableProps {
  readonly before: CalibrationView;
  readonly after: CalibrationView | null;
}

function FigureTable({ before, after }: FigureTableProps) {
  const rows = [
    { name: words.figures.ece, of: (view: CalibrationView) => writeFigure(view.reliability.error) },
    { name: words.figures.brier, of: (view: CalibrationView) => writeFigure(view.brier) },
    { name: words.figures.logLoss, of: (view: CalibrationView) => writeFigure(view.logLoss) },
    {
      name: words.figures.intercept,
      hint: words.hints.intercept,
      of: (view: CalibrationView) => writeFitted(view.intercept),
    },
    { name: words.figures.slope, hint: words.hints.slope, of: (view: CalibrationView) => writeFitted(view.slope) },
  ];
  return (
    <Scroll label={words.title}>
      <table className={table.table}>
        <caption className="visually-hidden">{words.title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.figure}</th>
            <th scope="col" className={table.number}>
              {after ? words.before : words.raw}
            </th>
            {after && (
              <th scope="col" className={table.number}>
                {words.after}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, hint, of }) => (
            <tr key={name}>
              <th scope="row" title={hint}>
                {name}
              </th>
              <td className={table.number}>{of(before)}</td>
              {after && <td className={table.number}>{of(after)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={table.foot}>
        {words.figures.intercept}: {words.hints.intercept}. {words.figures.slope}: {words.hints.slope}.
      </p>
    </Scroll>
  );
}

function writeFigure(value: Figure): string {
  return isMissing(value) ? `– ${REASON_WORDS[value.reason]}` : value.toFixed(3);
}

function writeFitted({ value, interval }: Fitted): string {
  if (isMissing(value)) return writeFigure(value);
  const ends = isMissing(interval) ? '' : ` (${interval.low.toFixed(2)} to ${interval.high.toFixed(2)})`;
  return `${value.toFixed(2)}${ends}`.replaceAll('-', '−');
}

function BinTable({ bins }: { readonly bins: readonly ReliabilityBin[] }) {
  const rows = bins.map(({ from, to, films, predicted, observed, interval }) => ({
    key: from,
    figures: [
      `${formatPercent(from, 0)}–${formatPercent(to, 0)}`,
      formatCount(films),
      isMissing(predicted) ? '–' : formatPercent(predicted),
      isMissing(observed) ? '–' : formatPercent(observed),
      isMissing(interval) ? '–' : `${formatPercent(interval.low)}–${formatPercent(interval.high)}`,
    ],
  }));
  return <NumberTable title={words.title} columns={words.columns} rows={rows} />;
}

function toCsv(bins: readonly ReliabilityBin[]): string {
  const number = (value: Figure) => (isMissing(value) ? '' : value);
  const rows = bins.map(({ from, to, films, events, predicted, observed }) =>
    [from, to, films, events, number(predicted), number(observed)].join(','),
  );
  return ['from,to,films,events,said,seen', ...rows, ''].join('\n');
}
