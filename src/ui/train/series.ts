import type { RunRecord } from '../../core/training/run-state.ts';

/** One of the four series of a run, by Keras' names. */
export type MetricName = 'accuracy' | 'loss';
export type Axis = 'epoch' | 'step';

/** A point of a chart: training, validation or both at the same x; absent where not measured. */
export interface CurvePoint {
  /** Epoch (one-based) or step. */
  readonly x: number;
  readonly train?: number;
  readonly validation?: number;
}

const VALIDATION = { accuracy: 'valAccuracy', loss: 'valLoss' } as const;

/** What the curves are made of. */
export type CurveParts = Pick<RunRecord, 'facts' | 'epochs' | 'steps'>;

/** The points of one chart. By step, a validation value stands at the last step of its epoch. */
export function curvePoints(record: CurveParts, metric: MetricName, axis: Axis): readonly CurvePoint[] {
  return axis === 'epoch' ? byEpoch(record, metric) : byStep(record, metric);
}

function byEpoch({ epochs }: CurveParts, metric: MetricName): CurvePoint[] {
  return epochs.map((epoch) => ({
    x: epoch.epoch + 1,
    train: epoch[metric],
    ...validationOf(epoch[VALIDATION[metric]]),
  }));
}

function byStep({ epochs, steps, facts }: CurveParts, metric: MetricName): CurvePoint[] {
  const training = steps.map((point) => ({ x: point.step, train: point[metric] }));
  const validation = epochs.flatMap((epoch) => {
    const value = epoch[VALIDATION[metric]];
    return value === null ? [] : [{ x: (epoch.epoch + 1) * facts.stepsPerEpoch, validation: value }];
  });
  return [...training, ...validation].sort((a, b) => a.x - b.x);
}

function validationOf(value: number | null): { validation?: number } {
  return value === null ? {} : { validation: value };
}

/** At most about `most` points for drawing: runs of neighbours become their mean; validation points stay as they are. */
export function thinPoints(points: readonly CurvePoint[], most: number): readonly CurvePoint[] {
  const size = Math.ceil(points.length / most);
  if (size <= 1) return points;
  const thinned: CurvePoint[] = [];
  let group: CurvePoint[] = [];
  const flush = () => {
    if (group.length) thinned.push(meanPoint(group));
    group = [];
  };
  for (const point of points) {
    if (point.validation === undefined) group.push(point);
    if (group.length === size || point.validation !== undefined) flush();
    if (point.validation !== undefined) thinned.push(point);
  }
  flush();
  return thinned;
}

/** Stands at the last of its points, so that a curve ends where the run is. */
function meanPoint(group: readonly CurvePoint[]): CurvePoint {
  const sum = group.reduce((total, { train = 0 }) => total + train, 0);
  return { x: group.at(-1)?.x ?? 0, train: sum / group.length };
}

/** The y range of a chart: accuracy from a round floor up to 1, loss from 0 to a round ceiling. */
export function yRange(points: readonly CurvePoint[], metric: MetricName, reference?: number): [number, number] {
  const values = points.flatMap(({ train, validation }) => [train, validation]).filter(isFiniteNumber);
  if (metric === 'loss') return [0, roundUp(Math.max(0.1, ...values))];
  const lowest = Math.min(0.9, reference ?? 1, ...values);
  return [Math.max(0, Math.floor(lowest * 10 - 0.2) / 10), 1];
}

function isFiniteNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}

/** The next of 1, 2, 3, 4, 5, 6, 8, 10 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 3, 4, 5, 6, 8].find((factor) => factor * power >= value) ?? 10;
  return Number((step * power).toPrecision(2));
}

/** The points as CSV, under Keras' names, at full precision. */
export function toCsv(points: readonly CurvePoint[], metric: MetricName, axis: Axis): string {
  const rows = points.map(({ x, train, validation }) => `${x},${train ?? ''},${validation ?? ''}`);
  return [`${axis},${metric},val_${metric}`, ...rows, ''].join('\n');
}
