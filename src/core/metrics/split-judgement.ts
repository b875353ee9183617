import type { Rng } from '../base/rng.ts';
import { type Recalibration, recalibrationOf } from './calibration/recalibration.ts';
import {
  type CalibrationFigures,
  calibrationFigures,
  type TemperatureFit,
  withTemperature,
} from './calibration/temperature.ts';
import { type Bands, curveBands } from './curves/bands.ts';
import type { OperatingPoints } from './curves/operating-points.ts';
import type { Missing } from './figure.ts';
import { against, type Scores } from './scores.ts';
import { type Grouping, type SubgroupRow, subgroupRows } from './subgroups.ts';

/** By what films are grouped. */
export type GroupKind = 'pathogen' | 'size' | 'brightness' | 'films-per-patient';

/** A way to divide films into groups. */
export interface GroupWish {
  readonly kind: GroupKind;
  readonly grouping: Grouping;
  readonly names: readonly string[];
  /** Terciles where groups are thirds of a quantity; else null. */
  readonly limits: readonly [number, number] | null;
}

/** One way to divide films, with a row for each group that has films. */
export interface GroupTable extends Pick<GroupWish, 'kind' | 'limits'> {
  readonly rows: readonly SubgroupRow[];
}

/** Sub-group figures of every wish, at one operating point. */
export function groupTables(
  scores: Scores,
  wishes: readonly GroupWish[],
  threshold: number | null,
  rng: Rng,
): readonly GroupTable[] {
  return wishes.map(({ kind, grouping, names, limits }) => {
    const rows = subgroupRows(scores, { grouping, names, threshold }, rng);
    return { kind, limits, rows: rows.filter(({ films }) => films > 0) };
  });
}

/** What of a split does not depend on the operating point. */
export interface SplitCurves {
  /** Of the positive class against the rest. */
  readonly bands: Bands | Missing;
  readonly calibration: CalibrationView;
  /** The same after temperature scaling; null without a temperature. */
  readonly scaled: CalibrationView | null;
}

/** How well the probabilities of one split are calibrated. */
export interface CalibrationView extends CalibrationFigures, Recalibration {}

/** Bands and calibration of a split; `temperature` is that of validation. */
export function splitCurves(scores: Scores, temperature: number | null, rng: Rng): SplitCurves {
  return {
    bands: curveBands(against(scores, scores.positive), rng),
    calibration: calibrationView(scores),
    scaled: temperature === null ? null : calibrationView(withTemperature(scores, temperature)),
  };
}

function calibrationView(scores: Scores): CalibrationView {
  return { ...calibrationFigures(scores), ...recalibrationOf(scores) };
}

/** What is fixed on validation to be carried to other films. */
export interface ValidationFit {
  readonly points: OperatingPoints;
  readonly temperature: TemperatureFit | Missing;
}
