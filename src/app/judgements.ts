import { isAbortError, toAppError } from '../core/base/errors.ts';
import { isMissing } from '../core/metrics/figure.ts';
import type { JudgeApi } from '../workers/protocol.ts';
import type { AppContext } from './context.ts';
import {
  type Evaluation,
  type Evaluations,
  evaluationOf,
  isJudgedNow,
  type JudgedSplit,
  type OperatingPoint,
  pointFor,
  thresholdOf,
  type Weights,
  withPart,
} from './evaluations.ts';
import { filmGroups } from './film-groups.ts';

/** Has the judge worker draw what is missing of the evaluations in the state, and writes it there. */
export class Judgements {
  readonly #context: AppContext;
  #abort = new AbortController();

  constructor(context: AppContext) {
    this.#context = context;
  }

  /** Fixes operating points and temperature on a validation that was just judged. */
  async fit({ weights, scores }: Evaluation): Promise<void> {
    const fit = await this.#judge().fit(scores);
    this.#update((evaluations) => ({ ...evaluations, fits: { ...evaluations.fits, [weights]: fit } }));
  }

  /** Takes the temperature of validation into use for these weights, or for null none. */
  calibrate(weights: Weights | null): void {
    this.#update((evaluations) => {
      const temperature = weights && evaluations.fits[weights]?.temperature;
      const isFitted = weights && temperature && !isMissing(temperature);
      return { ...evaluations, calibrated: isFitted ? { temperature: temperature.temperature, weights } : null };
    });
  }

  /** Takes another operating point; every figure follows. */
  setPoint(point: OperatingPoint): void {
    this.#update((evaluations) => ({ ...evaluations, point }));
    void this.draw();
  }

  /** Draws all that is missing under the operating point of the state; ends what was being drawn before. */
  async draw(): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    // The split that was judged last is the one in sight.
    for (const { split, weights } of this.#evaluations().list.toReversed()) {
      await this.#drawOne(split, weights, signal);
    }
  }

  async #drawOne(split: JudgedSplit, weights: Weights, signal: AbortSignal): Promise<void> {
    const find = () => (signal.aborted ? null : evaluationOf(this.#evaluations(), split, weights));
    const change = (part: Partial<Evaluation>) => {
      if (find()) this.#update((evaluations) => withPart(evaluations, { split, weights }, part));
    };
    try {
      await this.#drawFigures(find, change, signal);
      await this.#drawCurves(find, change, signal);
      await this.#drawGroups(find, change);
      await this.#drawRates(find, change);
    } catch (error) {
      if (!isAbortError(error)) change({ failure: toAppError(error) });
    }
  }

  async #drawFigures(find: Find, change: Change, signal: AbortSignal): Promise<void> {
    const evaluation = find();
    if (!evaluation || isJudgedNow(evaluation, this.#evaluations())) return;
    const point = pointFor(this.#evaluations(), evaluation.weights);
    const judgement = await this.#judge().figures(evaluation.scores, thresholdOf(point), signal);
    change({ judged: { point, judgement, groups: null, rates: null }, failure: null });
  }

  async #drawCurves(find: Find, change: Change, signal: AbortSignal): Promise<void> {
    const evaluation = find();
    if (!evaluation || evaluation.curves) return;
    const fit = this.#evaluations().fits[evaluation.weights];
    const temperature = fit && !isMissing(fit.temperature) ? fit.temperature.temperature : null;
    change({ curves: await this.#judge().curves(evaluation.scores, temperature, signal) });
  }

  async #drawGroups(find: Find, change: Change): Promise<void> {
    const { facts } = this.#context.store.getState();
    const evaluation = find();
    if (!evaluation?.judged || evaluation.judged.groups) return;
    const { judged, scores, outputs, index } = evaluation;
    const wishes = filmGroups(outputs.samples, index, facts);
    const groups = await this.#judge().groups(scores, wishes, thresholdOf(judged.point));
    change({ judged: { ...judged, groups } });
  }

  async #drawRates(find: Find, change: Change): Promise<void> {
    const evaluation = find();
    if (!evaluation?.judged || evaluation.judged.rates || evaluation.scores.classes !== 2) return;
    const { judged, scores } = evaluation;
    const rates = await this.#judge().rates(scores, thresholdOf(judged.point));
    change({ judged: { ...judged, rates } });
  }

  #judge(): JudgeApi {
    return this.#context.workers.judge();
  }

  #evaluations(): Evaluations {
    return this.#context.store.getState().evaluations;
  }

  #update(change: (evaluations: Evaluations) => Evaluations): void {
    this.#context.store.setState(({ evaluations }) => ({ evaluations: change(evaluations) }));
  }
}

type Find = () => Evaluation | null;
type Change = (part: Partial<Evaluation>) => void;
