import { formatCount, formatFigure } from '../shared/format.ts';
import { Scroll } from '../shared/Scroll.tsx';
import table from '../shared/table.module.css';
import { trainWords } from '../words/train.ts';
import type { Axis, CurvePoint, MetricName } from './series.ts';

interface CurveTableProps {
  readonly points: readonly CurvePoint[];
  readonly metric: MetricName;
  readonly axis: Axis;
}

/** The points of a chart as figures. */
export function CurveTable({ points, metric, axis }: CurveTableProps) {
  return (
    <Scroll tall label={trainWords.charts.alt(trainWords.charts[metric])}>
      <table className={table.table}>
        <caption className="visually-hidden">{trainWords.charts.alt(trainWords.charts[metric])}</caption>
        <thead>
          <tr>
            <th scope="col">{trainWords.charts[axis]}</th>
            <th scope="col" className={table.number}>
              {metric}
            </th>
            <th scope="col" className={table.number}>
              val_{metric}
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={`${point.x}/${point.train === undefined}`}>
              <th scope="row">{formatCount(point.x)}</th>
              <td className={table.number}>{point.train === undefined ? '' : formatFigure(point.train)}</td>
              <td className={table.number}>{point.validation === undefined ? '' : formatFigure(point.validation)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
